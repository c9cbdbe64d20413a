// with: poco-activerecord
#include "../worlds/feed.h"

using namespace feed;

template <class T> std::string titleOf(Context::Ptr context, Id id) {
  return T::find(context, id)->title();
}

void switchOverTemplateBad(Context::Ptr context, const Actions &actions) {
  for (const auto &action : actions) {
    switch (action->targetKind()) {
    case Kind::book:
      print(titleOf<Book>(context, action->targetID())); // expect: nplus1-generic-key targetID {Book,Movie}
      break;
    case Kind::movie:
      print(titleOf<Movie>(context, action->targetID()));
      break;
    case Kind::song:
      break;
    }
  }
}

template <Kind K> struct Target;
template <> struct Target<Kind::book> {
  using Type = Book;
};
template <> struct Target<Kind::movie> {
  using Type = Movie;
};

template <Kind K, Kind... Rest> std::string resolve(Context::Ptr context, Kind kind, Id id) {
  if (kind == K)
    return Target<K>::Type::find(context, id)->title();
  if constexpr (sizeof...(Rest) > 0)
    return resolve<Rest...>(context, kind, id);
  return {};
}

void recursiveTemplateBad(Context::Ptr context, const Actions &actions) {
  for (const auto &action : actions)
    print(resolve<Kind::book, Kind::movie>(context, action->targetKind(), action->targetID())); // expect: nplus1-generic-key targetID {Book,Movie}
}

void oneTypeBad(Context::Ptr context, const Actions &actions) {
  for (const auto &action : actions)
    print(titleOf<Book>(context, action->bookID())); // expect: nplus1-query-in-loop bookID
}
