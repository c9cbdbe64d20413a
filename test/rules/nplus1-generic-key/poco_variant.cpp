// with: poco-activerecord
#include "../worlds/feed.h"

using namespace feed;

template <class... Ts> struct overloaded : Ts... {
  using Ts::operator()...;
};
template <class... Ts> overloaded(Ts...) -> overloaded<Ts...>;

void visitOverloadedBad(Context::Ptr context, const Actions &actions) {
  for (const auto &action : actions)
    std::visit(overloaded{[&](const BookRef &ref) { print(Book::find(context, ref.id)->title()); }, // expect: nplus1-generic-key subject {Book,Movie}
                          [&](const MovieRef &ref) { print(Movie::find(context, ref.id)->title()); }},
               action->subject());
}

struct Printer {
  Context::Ptr context;
  void operator()(const BookRef &ref) const { print(Book::find(context, ref.id)->title()); }
  void operator()(const MovieRef &ref) const { print(Movie::find(context, ref.id)->title()); }
};

void visitFunctorBad(Context::Ptr context, const Actions &actions) {
  for (const auto &action : actions)
    std::visit(Printer{context}, action->subject()); // expect: nplus1-generic-key subject {Book,Movie}
}

static Book::Ptr load(Context::Ptr context, const BookRef &ref) { return Book::find(context, ref.id); }
static Movie::Ptr load(Context::Ptr context, const MovieRef &ref) { return Movie::find(context, ref.id); }

void visitGenericLambdaBad(Context::Ptr context, const Actions &actions) {
  for (const auto &action : actions)
    std::visit([&](const auto &ref) { print(load(context, ref)->title()); }, action->subject()); // expect: nplus1-generic-key subject {Book,Movie}
}

void getIfBad(Context::Ptr context, const Actions &actions) {
  for (const auto &action : actions) {
    if (const auto *book = std::get_if<BookRef>(&action->subject()))
      print(Book::find(context, book->id)->title()); // expect: nplus1-generic-key subject {Book,Movie}
    else if (const auto *movie = std::get_if<MovieRef>(&action->subject()))
      print(Movie::find(context, movie->id)->title());
  }
}

void getIfTwiceBad(Context::Ptr context, const Actions &actions) {
  for (const auto &action : actions) {
    if (const auto *book = std::get_if<BookRef>(&action->subject()))
      print(Book::find(context, book->id)->title()); // expect: nplus1-generic-key subject {Book,Movie}
    if (const auto *movie = std::get_if<MovieRef>(&action->subject()))
      print(Movie::find(context, movie->id)->title());
  }
}

void holdsBad(Context::Ptr context, const Actions &actions) {
  for (const auto &action : actions) {
    if (std::holds_alternative<BookRef>(action->subject()))
      print(Book::find(context, std::get<BookRef>(action->subject()).id)->title()); // expect: nplus1-generic-key subject {Book,Movie}
    else
      print(Movie::find(context, std::get<MovieRef>(action->subject()).id)->title());
  }
}

void visitForKeyOk(const Actions &actions) {
  for (const auto &action : actions)
    std::visit([&](const auto &ref) { print(std::to_string(ref.id)); }, action->subject());
}

void visitOneTypeBad(Context::Ptr context, const Actions &actions) {
  for (const auto &action : actions)
    std::visit(overloaded{[&](const BookRef &ref) { print(Book::find(context, ref.id)->title()); }, // expect: nplus1-query-in-loop id [likely]
                          [](const MovieRef &) {}},
               action->subject());
}

// The rows were loaded together, before.
void visitLoadedOk(const std::vector<std::variant<Book::Ptr, Movie::Ptr>> &targets) {
  for (const auto &target : targets)
    std::visit([](const auto &row) { print(row->title()); }, target);
}
