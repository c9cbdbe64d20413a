#include "Reports.h"

#include <Shelf/Book.h>
#include <Shelf/Movie.h>
#include <Shelf/TaggedItem.h>

#include <Poco/ActiveRecord/Query.h>

#include <ostream>

using Poco::ActiveRecord::Context;
using Poco::ActiveRecord::Query;

namespace Shelf {

void taggedItems(const Context::Ptr &context, std::ostream &out) {
  const auto items = Query<TaggedItem>(context).orderBy("tag, id").execute();
  for (const auto &item : items) {
    out << item->tag() << ": ";
    switch (item->targetKind()) {
    case Kind::Book: {
      const auto book = Book::find(context, item->targetID());
      out << book->title() << " by " << book->author()->name();
      break;
    }
    case Kind::Movie: {
      const auto movie = Movie::find(context, item->targetID());
      out << movie->title() << ", directed by " << movie->director()->name();
      break;
    }
    default:
      out << "(not on the shelf)";
    }
    out << '\n';
  }
}

} // namespace Shelf
