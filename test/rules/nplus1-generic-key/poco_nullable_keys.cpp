// with: poco-activerecord
#include "../worlds/feed.h"

using namespace feed;

void elseIfBad(Context::Ptr context, const Actions &actions) {
  for (const auto &action : actions) {
    if (action->bookID())
      print(Book::find(context, action->bookID())->title()); // expect: nplus1-generic-key bookID|movieID {Book,Movie} [likely]
    else if (action->movieID())
      print(Movie::find(context, action->movieID())->title());
  }
}

static std::string titleOf(Context::Ptr context, const Action &action) {
  if (action.bookID() != 0)
    return Book::find(context, action.bookID())->title();
  return Movie::find(context, action.movieID())->title();
}

void helperBad(Context::Ptr context, const Actions &actions) {
  for (const auto &action : actions)
    print(titleOf(context, *action)); // expect: nplus1-generic-key bookID|movieID {Book,Movie}
}

void bothSetOk(Context::Ptr context, const Actions &actions) {
  for (const auto &action : actions) {
    if (action->bookID())
      print(Book::find(context, action->bookID())->title()); // expect: nplus1-query-in-loop bookID [likely]
    if (action->movieID())
      print(Movie::find(context, action->movieID())->title()); // expect: nplus1-query-in-loop movieID [likely]
  }
}

void otherConditionOk(Context::Ptr context, const Actions &actions) {
  for (const auto &action : actions) {
    if (action->actorID() > 100)
      print(Book::find(context, action->bookID())->title()); // expect: nplus1-query-in-loop bookID [likely]
    else
      print(Movie::find(context, action->movieID())->title()); // expect: nplus1-query-in-loop movieID [likely]
  }
}
