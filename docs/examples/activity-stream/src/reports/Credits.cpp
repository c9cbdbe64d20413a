#include "Reports.h"

#include <Shelf/Movie.h>

#include <Poco/ActiveRecord/Query.h>

#include <ostream>
#include <utility>

using Poco::ActiveRecord::Context;
using Poco::ActiveRecord::Query;

namespace Shelf {

namespace {

/// A movie as the credits page shows it.
class Credit {
public:
  explicit Credit(Movie::Ptr movie) : _movie(std::move(movie)) {}

  const std::string &title() const { return _movie->title(); }
  std::string director() const { return _movie->director()->name(); }

private:
  Movie::Ptr _movie;
};

} // namespace

void credits(const Context::Ptr &context, std::ostream &out) {
  const auto movies = Query<Movie>(context).orderBy("title, id").execute();
  for (const auto &movie : movies) {
    const Credit credit(movie);
    out << credit.title() << ", directed by " << credit.director() << '\n';
  }
}

} // namespace Shelf
