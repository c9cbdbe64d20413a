// with: poco-activerecord
// Tags that do not tell one type, and keys that change on the way.
#include "../../rules/worlds/feed.h"

#include <cstring>
#include <variant>

using namespace feed;

struct Row {
  int number;
  Id id;
  const char *tag;
  Kind kind;
  Kind other;
};
using Rows = std::vector<Row>;

// why not: the tag '0' stands for different types
void severalTests(const Context::Ptr &context, const Rows &rows) {
  for (const auto &row : rows) {
    if (strcmp(row.tag, "book") == 0)
      print(Book::find(context, row.id)->title());
    else if (strcmp(row.tag, "movie") == 0)
      print(Movie::find(context, row.id)->title());
  }
}

// why not: the type of one key is told by several tests
void severalBits(const Context::Ptr &context, const Rows &rows) {
  for (const auto &row : rows) {
    if ((row.number & 1) == 1)
      print(Book::find(context, row.id)->title());
    else if ((row.number & 2) == 2)
      print(Movie::find(context, row.id)->title());
  }
}

// why not: the tag 'Kind::book' stands for different types
void oneTagOfTwoTypes(const Context::Ptr &context, const Actions &actions) {
  for (const auto &action : actions) {
    if (action->targetKind() == Kind::book)
      print(Book::find(context, action->targetID())->title());
    else if (action->targetKind() == Kind::movie)
      print(Movie::find(context, action->targetID())->title());
    if (action->actorKind() == Kind::book)
      print(Song::find(context, action->actorID())->title());
    else if (action->actorKind() == Kind::movie)
      print(Movie::find(context, action->actorID())->title());
  }
}

// why not: the type of one branch is told by a range of tags, not by single ones
void rangesOfTags(const Context::Ptr &context, const Rows &rows) {
  for (const auto &row : rows)
    switch (row.number) {
    case 0 ... 1:
      print(Book::find(context, row.id)->title());
      break;
    case 2:
      print(Movie::find(context, row.id)->title());
      break;
    }
}

// why not: the tag 'Kind::movie' stands for different types
void fallingThrough(const Context::Ptr &context, const Rows &rows) {
  for (const auto &row : rows)
    switch (row.kind) {
    case Kind::book:
      print(Book::find(context, row.id)->title());
      break;
    case Kind::movie:
      print(Movie::find(context, row.id)->title());
      [[fallthrough]];
    case Kind::song:
      print(Song::find(context, row.id)->title());
      break;
    }
}

// why not: one branch of the type falls through into the next
void fallingThroughToTheRest(const Context::Ptr &context, const Rows &rows) {
  for (const auto &row : rows)
    switch (row.kind) {
    case Kind::book:
      print(Book::find(context, row.id)->title());
      break;
    case Kind::movie:
      print(Movie::find(context, row.id)->title());
      [[fallthrough]];
    default:
      print(Song::find(context, row.id)->title());
    }
}

// why not: the loop changes the rows that it runs over
void changedTags(const Context::Ptr &context, Rows &rows) {
  for (auto &row : rows) {
    if (row.id == 7)
      row.kind = Kind::movie;
    if (row.kind == Kind::book)
      print(Book::find(context, row.id)->title());
    else if (row.kind == Kind::movie)
      print(Movie::find(context, row.id)->title());
  }
}

// why not: the loop changes the rows that it runs over
void changedKeys(const Context::Ptr &context, Rows &rows) {
  for (std::size_t i = 0; i + 1 < rows.size(); ++i) {
    print(Book::find(context, rows[i].id)->title());
    rows[i + 1].id = rows[i].id;
  }
}

// What is changed is not what is read.
void otherMembersChange(const Context::Ptr &context, Rows &rows) {
  for (auto &row : rows) {
    row.other = Kind::song;
    if (row.kind == Kind::book)
      print(Book::find(context, row.id)->title());
    else if (row.kind == Kind::movie)
      print(Movie::find(context, row.id)->title());
  }
}

struct Item {
  std::variant<BookRef, MovieRef> target;
};

// why not: 'std::get<0>(item.target).id' is there in the rows of one type only
void partsOfAVariant(const Context::Ptr &context, const std::vector<Item> &items) {
  for (const auto &item : items)
    switch (item.target.index()) {
    case 0:
      print(Book::find(context, std::get<0>(item.target).id)->title());
      break;
    case 1:
      print(Movie::find(context, std::get<1>(item.target).id)->title());
      break;
    }
}

struct Page {
  Rows rows;
};

// why not: the loop runs over a list in each row of another loop, and would make a batch for each of these rows
void listsInRows(const Context::Ptr &context, const std::vector<Page> &pages) {
  for (const auto &page : pages)
    for (const auto &row : page.rows) {
      if (row.kind == Kind::book)
        print(Book::find(context, row.id)->title());
      else if (row.kind == Kind::movie)
        print(Movie::find(context, row.id)->title());
    }
}
