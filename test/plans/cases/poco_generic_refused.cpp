// with: poco-activerecord
#include "../../rules/worlds/feed.h"

#include <functional>
#include <map>

using namespace feed;

// why not: the type of a row cannot be written before the loop
void variant(const Context::Ptr &context, const Actions &actions) {
  for (const auto &action : actions) {
    if (const auto *book = std::get_if<BookRef>(&action->subject()))
      print(Book::find(context, book->id)->title());
    else if (const auto *movie = std::get_if<MovieRef>(&action->subject()))
      print(Movie::find(context, movie->id)->title());
  }
}

using Loader = std::function<std::string(Context::Ptr, Id)>;

static const std::map<Kind, Loader> byKind{
    {Kind::book, [](Context::Ptr context, Id id) { return Book::find(context, id)->title(); }},
    {Kind::movie, [](Context::Ptr context, Id id) { return Movie::find(context, id)->title(); }}};

// why not: the query is in a function that is picked from a table
void tableOfLoaders(const Context::Ptr &context, const Actions &actions) {
  for (const auto &action : actions)
    print(byKind.at(action->targetKind())(context, action->targetID()));
}

// why not: the query is in 'titleOf', which other code may call
// by hand: auto targets = nplus1::by_type(context, actions, nplus1::type<Book>(Kind::book), nplus1::type<Movie>(nplus1::other_tags), [](const auto& action) { return std::pair(action->targetKind(), action->targetID()); }); and in the loop targets.find<Book>(id), targets.find<Movie>(id)
// by hand: Poco::ActiveRecord::Query<Book>(context).where("id IN (?, …)").execute(), indexed by id; Poco::ActiveRecord::Query<Movie>(context).where("id IN (?, …)").execute(), indexed by id
// by hand: Poco::ActiveRecord::Query<Book>(context).where("id IN (?, …)").execute(), indexed by id; Poco::ActiveRecord::Query<Movie>(context).where("id IN (?, …)").execute(), indexed by id
// by hand: Poco::ActiveRecord::Query<Book>(context).where("id IN (?, …)").execute(), indexed by id; Poco::ActiveRecord::Query<Movie>(context).where("id IN (?, …)").execute(), indexed by id
// by hand: Poco::ActiveRecord::Query<Book>(context).where("id IN (?, …)").execute(), indexed by id; Poco::ActiveRecord::Query<Song>(context).where("id IN (?, …)").execute(), indexed by id; Poco::ActiveRecord::Query<Movie>(context).where("id IN (?, …)").execute(), indexed by id
template <class T> std::string titleOf(const Context::Ptr &context, Id id) {
  return T::find(context, id)->title();
}

void templates(const Context::Ptr &context, const Actions &actions) {
  for (const auto &action : actions)
    print(action->targetKind() == Kind::book ? titleOf<Book>(context, action->targetID())
                                             : titleOf<Movie>(context, action->targetID()));
}

// One key has a branch for the tags that it does not name, and they may be the
// other key's.
static std::string actorOf(const Context::Ptr &context, Kind kind, Id id) {
  if (kind == Kind::book)
    return Book::find(context, id)->title();
  return Song::find(context, id)->title();
}

static std::string targetOf(const Context::Ptr &context, Kind kind, Id id) {
  if (kind == Kind::book)
    return Book::find(context, id)->title();
  if (kind == Kind::movie)
    return Movie::find(context, id)->title();
  return {};
}

// why not: one of several generic keys has a branch for tags that are not named
void otherTagsOfOneKey(const Context::Ptr &context, const Actions &actions) {
  for (const auto &action : actions) {
    print(actorOf(context, action->actorKind(), action->actorID()));
    print(targetOf(context, action->targetKind(), action->targetID()));
  }
}

// A test of the row that is no comparison with a constant.
// why not: the type of one branch is not told by a constant
void anyTest(const Context::Ptr &context, const Actions &actions) {
  for (const auto &action : actions) {
    if (action->targetKind() < Kind::movie)
      print(Book::find(context, action->targetID())->title());
    else
      print(Movie::find(context, action->targetID())->title());
  }
}
