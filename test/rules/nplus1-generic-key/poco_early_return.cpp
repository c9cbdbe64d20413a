// with: poco-activerecord
#include "../worlds/feed.h"

using namespace feed;

static std::string titleOf(Context::Ptr context, Kind kind, Id id) {
  if (kind == Kind::book)
    return Book::find(context, id)->title();
  if (kind == Kind::movie)
    return Movie::find(context, id)->title();
  return Song::find(context, id)->title();
}

void helperBad(Context::Ptr context, const Actions &actions) {
  for (const auto &action : actions)
    print(titleOf(context, action->targetKind(), action->targetID())); // expect: nplus1-generic-key targetID {Book,Movie,Song}
}

void continueBad(Context::Ptr context, const Actions &actions) {
  for (const auto &action : actions) {
    if (action->targetKind() == Kind::book) {
      print(Book::find(context, action->targetID())->title()); // expect: nplus1-generic-key targetID {Book,Movie}
      continue;
    }
    print(Movie::find(context, action->targetID())->title());
  }
}

void notEqualBad(Context::Ptr context, const Actions &actions) {
  for (const auto &action : actions) {
    if (action->targetKind() != Kind::book)
      print(Movie::find(context, action->targetID())->title()); // expect: nplus1-generic-key targetID {Book,Movie}
    else
      print(Book::find(context, action->targetID())->title());
  }
}

void ternaryBad(Context::Ptr context, const Actions &actions) {
  for (const auto &action : actions)
    print(action->targetKind() == Kind::book ? Book::find(context, action->targetID())->title() // expect: nplus1-generic-key targetID {Book,Movie}
                                             : Movie::find(context, action->targetID())->title());
}

// What is skipped says nothing about the type of what is loaded behind it.
void unrelatedExitBad(Context::Ptr context, const Actions &actions) {
  for (const auto &action : actions) {
    if (action->actorID() == 7)
      continue;
    print(Book::find(context, action->bookID())->title()); // expect: nplus1-query-in-loop bookID [likely]
    print(Movie::find(context, action->movieID())->title()); // expect: nplus1-query-in-loop movieID [likely]
  }
}

void nothingLoadedOk(Context::Ptr, const Actions &actions) {
  for (const auto &action : actions) {
    if (action->targetKind() == Kind::book)
      print("book");
    else
      print("movie");
  }
}
