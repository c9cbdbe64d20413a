#include "Reports.h"

#include <Shelf/Author.h>
#include <Shelf/Book.h>

#include <Poco/ActiveRecord/Query.h>

#include <ostream>
#include <unordered_map>

using Poco::ActiveRecord::Context;
using Poco::ActiveRecord::Query;

namespace Shelf {

void catalogue(const Context::Ptr &context, std::ostream &out) {
  std::unordered_map<Poco::Int64, std::string> authors;
  for (const auto &author : Query<Author>(context).execute())
    authors.emplace(author->id(), author->name());

  for (const auto &book : Query<Book>(context).orderBy("title, id").execute())
    out << book->title() << " by " << authors.at(book->authorID()) << '\n';
}

} // namespace Shelf
