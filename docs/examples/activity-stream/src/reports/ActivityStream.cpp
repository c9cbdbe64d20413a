#include "Reports.h"

#include <Shelf/Action.h>
#include <Shelf/Book.h>
#include <Shelf/Movie.h>
#include <Shelf/User.h>

#include <Poco/ActiveRecord/Query.h>

#include <ostream>

using Poco::ActiveRecord::Context;
using Poco::ActiveRecord::Query;

namespace Shelf {

namespace {

std::string nameOf(const Context::Ptr &context, Kind kind, Poco::Int64 id) {
  switch (kind) {
  case Kind::User:
    return User::find(context, id)->name();
  case Kind::Book:
    return Book::find(context, id)->title();
  case Kind::Movie:
    return Movie::find(context, id)->title();
  }
  return {};
}

} // namespace

void activityStream(const Context::Ptr &context, std::ostream &out) {
  const auto actions = Query<Action>(context).orderBy("id DESC").execute();
  for (const auto &action : actions) {
    out << nameOf(context, action->actorKind(), action->actorID()) << ' ' << action->verb() << ' '
        << nameOf(context, action->objectKind(), action->objectID()) << " in "
        << nameOf(context, action->targetKind(), action->targetID()) << '\n';
  }
}

} // namespace Shelf
