// with: poco-activerecord
// The tag of a generic key is read of every row before the loop.
#include "../../rules/worlds/feed.h"

#include <map>
#include <optional>

using namespace feed;

struct Info {
  Kind kind;
};
struct Row {
  Id id;
  std::shared_ptr<Info> info;
  std::optional<Kind> kind;
  std::string tag;
};

// why not: 'row.info->kind' would be read of every row, also of those that the loop does not look up
void tagBehindAPointer(const Context::Ptr &context, const std::vector<Row> &rows) {
  for (const auto &row : rows) {
    if (!row.info)
      continue;
    switch (row.info->kind) {
    case Kind::book:
      print(Book::find(context, row.id)->title());
      break;
    case Kind::movie:
      print(Movie::find(context, row.id)->title());
      break;
    default:
      break;
    }
  }
}

// why not: 'row.kind.value()' would be read of every row, also of those that the loop does not look up
void tagInAnOptional(const Context::Ptr &context, const std::vector<Row> &rows) {
  for (const auto &row : rows) {
    if (!row.kind)
      continue;
    if (row.kind.value() == Kind::book)
      print(Book::find(context, row.id)->title());
    else if (row.kind.value() == Kind::movie)
      print(Movie::find(context, row.id)->title());
  }
}

// why not: 'row.tag.at(4)' would be read of every row, also of those that the loop does not look up
void tagInAText(const Context::Ptr &context, const std::vector<Row> &rows) {
  for (const auto &row : rows) {
    if (row.tag.size() < 5)
      continue;
    switch (row.tag.at(4)) {
    case 'e':
      print(Movie::find(context, row.id)->title());
      break;
    case 'x':
      print(Book::find(context, row.id)->title());
      break;
    }
  }
}

static Kind kindOf(const Row &row) { return row.info->kind; }

// why not: 'kindOf(row)' would be read of every row, also of those that the loop does not look up
void tagOfAHelper(const Context::Ptr &context, const std::vector<Row> &rows) {
  for (const auto &row : rows) {
    if (!row.info)
      continue;
    if (kindOf(row) == Kind::book)
      print(Book::find(context, row.id)->title());
    else if (kindOf(row) == Kind::movie)
      print(Movie::find(context, row.id)->title());
  }
}

static int calls = 0;
static Kind next(const Row &row) {
  ++calls;
  return row.info ? row.info->kind : Kind::song;
}

// why not: 'next(row)' may do more than read, and is called once more for every row
void tagThatCounts(const Context::Ptr &context, const std::vector<Row> &rows) {
  for (const auto &row : rows)
    switch (next(row)) {
    case Kind::book:
      print(Book::find(context, row.id)->title());
      break;
    case Kind::movie:
      print(Movie::find(context, row.id)->title());
      break;
    default:
      break;
    }
}

static Kind kindOfNumber(const Row &row) { return Kind(row.id % 3); }

// Nothing but arithmetic.
void tagByArithmetic(const Context::Ptr &context, const std::vector<Row> &rows) {
  for (const auto &row : rows) {
    if (row.id == 0)
      continue;
    switch (kindOfNumber(row)) {
    case Kind::book:
      print(Book::find(context, row.id)->title());
      break;
    case Kind::movie:
      print(Movie::find(context, row.id)->title());
      break;
    default:
      break;
    }
  }
}

class Note {
public:
  bool isBook() const { return book_.has_value(); }
  Id bookID() const { return book_.value(); }
  Id number() const { return number_; }
  Kind kind() const { return Kind(kind_); }

private:
  std::optional<Id> book_;
  Id number_ = 0;
  int kind_ = 0;
};

// why not: 'note.bookID()' would be read of every row, also of those that the loop does not look up
void keyOfAThrowingAccessor(const Context::Ptr &context, const std::vector<Note> &notes) {
  for (const Note &note : notes)
    if (note.isBook())
      print(Book::find(context, note.bookID())->title());
}

void keyOfAPlainAccessor(const Context::Ptr &context, const std::vector<Note> &notes) {
  for (const Note &note : notes) {
    if (note.number() == 0)
      continue;
    if (note.kind() == Kind::book)
      print(Book::find(context, note.number() + 6)->title());
    else if (note.kind() == Kind::movie)
      print(Movie::find(context, note.number())->title());
  }
}
