// with: poco-activerecord
#include "../worlds/feed.h"

using namespace feed;

static std::string titleOf(Context::Ptr context, Kind kind, Id id) {
  switch (kind) {
  case Kind::book:
    return Book::find(context, id)->title();
  case Kind::movie:
    return Movie::find(context, id)->title();
  default:
    return {};
  }
}

void bothBad(Context::Ptr context, const Actions &actions) {
  for (const auto &action : actions) {
    print(titleOf(context, action->actorKind(), action->actorID())); // expect: nplus1-generic-key actorID|targetID {Book,Movie}
    print(titleOf(context, action->targetKind(), action->targetID()));
  }
}

void secondLevelsBad(Context::Ptr context, const Actions &actions) {
  for (const auto &action : actions) {
    switch (action->targetKind()) {
    case Kind::book:
      print(Book::find(context, action->targetID())->author()->name()); // expect: nplus1-generic-key targetID {Book,Movie}
      break;
    case Kind::movie:
      print(Movie::find(context, action->targetID())->director()->name());
      break;
    case Kind::song:
      break;
    }
  }
}
