// with: poco-activerecord
#include "../worlds/feed.h"

using namespace feed;
using Poco::ActiveRecord::Query;

struct Row {
  int kind;
  Id id;
};

void rowsInMemoryBad(Context::Ptr context, const std::vector<Row> &rows) {
  for (const auto &row : rows) {
    if (row.kind == 0)
      print(Book::find(context, row.id)->title()); // expect: nplus1-generic-key id {Book,Movie}
    else if (row.kind == 1)
      print(Movie::find(context, row.id)->title());
  }
}

void rowsOfAQueryBad(Context::Ptr context) {
  for (const auto &action : Query<Action>(context).execute()) {
    if (action->targetKind() == Kind::book)
      print(Book::find(context, action->targetID())->title()); // expect: nplus1-generic-key targetID {Book,Movie}
    else if (action->targetKind() == Kind::movie)
      print(Movie::find(context, action->targetID())->title());
  }
}

void rangesOfTagsBad(Context::Ptr context, const std::vector<Row> &rows) {
  for (const auto &row : rows)
    switch (row.kind) {
    case 0 ... 1:
      print(Book::find(context, row.id)->title()); // expect: nplus1-generic-key id {Book,Movie}
      break;
    case 2:
      print(Movie::find(context, row.id)->title());
      break;
    }
}
