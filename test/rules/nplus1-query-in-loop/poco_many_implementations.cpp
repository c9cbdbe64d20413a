// with: poco-activerecord
//
// One virtual call is as good as its implementations: of many, most have to query.
#include "../worlds/feed.h"

using namespace feed;

struct Part {
  virtual ~Part() = default;
  virtual void show(Context::Ptr context, Id id) = 0;
};
struct Title : Part {
  void show(Context::Ptr context, Id id) override { print(Book::find(context, id)->title()); }
};
template <int Number> struct Decoration : Part {
  void show(Context::Ptr, Id) override { print(std::to_string(Number)); }
};
template struct Decoration<1>;
template struct Decoration<2>;
template struct Decoration<3>;
template struct Decoration<4>;
template struct Decoration<5>;
template struct Decoration<6>;
template struct Decoration<7>;
template struct Decoration<8>;

// Nine implementations, of which one queries.
void oneOfManyOk(Context::Ptr context, Part &part, const Actions &actions) {
  for (const auto &action : actions)
    part.show(context, action->targetID());
}

// What is named runs.
void qualifiedBad(Context::Ptr context, Title &title, const Actions &actions) {
  for (const auto &action : actions)
    title.Title::show(context, action->targetID()); // expect: nplus1-query-in-loop targetID
}

struct Column {
  virtual ~Column() = default;
  virtual void show(Context::Ptr context, Id id) = 0;
};
struct TitleColumn : Column {
  void show(Context::Ptr context, Id id) override { print(Book::find(context, id)->title()); }
};
template <int Number> struct DecorationColumn : Column {
  void show(Context::Ptr, Id) override { print(std::to_string(Number)); }
};
template struct DecorationColumn<1>;
template struct DecorationColumn<2>;
template struct DecorationColumn<3>;
template struct DecorationColumn<4>;
template struct DecorationColumn<5>;
template struct DecorationColumn<6>;
template struct DecorationColumn<7>;

// Eight.
void oneOfFewBad(Context::Ptr context, Column &column, const Actions &actions) {
  for (const auto &action : actions)
    column.show(context, action->targetID()); // expect: nplus1-query-in-loop targetID [likely]
}

struct Cell {
  virtual ~Cell() = default;
  virtual void show(Context::Ptr context, Id id) = 0;
};
template <int Number> struct BookCell : Cell {
  void show(Context::Ptr context, Id id) override { print(Book::find(context, id)->title()); }
};
struct EmptyCell : Cell {
  void show(Context::Ptr, Id) override {}
};
template struct BookCell<1>;
template struct BookCell<2>;
template struct BookCell<3>;
template struct BookCell<4>;
template struct BookCell<5>;
template struct BookCell<6>;
template struct BookCell<7>;
template struct BookCell<8>;

// Nine, of which eight query.
void mostOfManyBad(Context::Ptr context, Cell &cell, const Actions &actions) {
  for (const auto &action : actions)
    cell.show(context, action->targetID()); // expect: nplus1-query-in-loop targetID [likely]
}
