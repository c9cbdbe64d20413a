// with: poco-activerecord
#include "../../rules/worlds/feed.h"

using namespace feed;

static std::string titleOf(const Context::Ptr &context, Kind kind, Id id) {
  if (kind == Kind::book)
    return Book::find(context, id)->title();
  if (kind == Kind::movie)
    return Movie::find(context, id)->title();
  return Song::find(context, id)->title();
}

void earlyReturns(const Context::Ptr &context, const Actions &actions) {
  for (const auto &action : actions)
    print(titleOf(context, action->targetKind(), action->targetID()));
}

static std::string nameOf(const Context::Ptr &context, Kind kind, Id id) {
  switch (kind) {
  case Kind::book:
    return Book::find(context, id)->author()->name();
  case Kind::movie:
    return Movie::find(context, id)->director()->name();
  default:
    return {};
  }
}

void twoKeysTwoLevels(const Context::Ptr &context, const Actions &actions) {
  for (const auto &action : actions) {
    print(nameOf(context, action->actorKind(), action->actorID()));
    print(nameOf(context, action->targetKind(), action->targetID()));
  }
}

void oneKeyPerType(const Context::Ptr &context, const Actions &actions) {
  for (const auto &action : actions) {
    if (action->bookID())
      print(Book::find(context, action->bookID())->title());
    else if (action->movieID())
      print(Movie::find(context, action->movieID())->title());
  }
}

void elseBranch(const Context::Ptr &context, const Actions &actions) {
  for (const auto &action : actions) {
    if (action->targetKind() == Kind::book)
      print(Book::find(context, action->targetID())->title());
    else
      print(Movie::find(context, action->targetID())->title());
  }
}
