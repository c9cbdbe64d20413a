#include <Shelf/Movie.h>

using namespace std::string_literals;
using namespace Poco::Data::Keywords;

namespace Shelf {

Movie::Movie(ID id) : Poco::ActiveRecord::ActiveRecord<Poco::Int64>(id) {}

Movie::Movie(const Movie &other)
    : Poco::ActiveRecord::ActiveRecord<Poco::Int64>(other), _title(other._title),
      _director(other._director) {}

Director::Ptr Movie::director() const { return Director::find(context(), _director); }

Movie &Movie::director(Director::Ptr pObject) {
  if (pObject)
    _director = pObject->id();
  else
    _director = Director::INVALID_ID;
  return *this;
}

Movie::Ptr Movie::find(Poco::ActiveRecord::Context::Ptr pContext, const ID &id) {
  Poco::ActiveRecord::StatementPlaceholderProvider::Ptr pSPP(
      pContext->statementPlaceholderProvider());
  Movie::Ptr pObject(new Movie);

  pContext->session() << "SELECT id, title, director"
                      << "  FROM movies"
                      << "  WHERE id = " << pSPP->next(),
      into(pObject->mutableID()), into(*pObject), bind(id), now;

  return withContext(pObject, pContext);
}

void Movie::insert() {
  Poco::ActiveRecord::StatementPlaceholderProvider::Ptr pSPP(
      context()->statementPlaceholderProvider());

  context()->session() << "INSERT INTO movies (title, director)"
                       << "  VALUES (" << pSPP->next() << ", " << pSPP->next() << ")",
      use(*this), now;
  updateID(context()->session());
}

void Movie::update() {
  Poco::ActiveRecord::StatementPlaceholderProvider::Ptr pSPP(
      context()->statementPlaceholderProvider());

  context()->session() << "UPDATE movies"
                       << "  SET title = " << pSPP->next() << ", director = " << pSPP->next()
                       << "  WHERE id = " << pSPP->next(),
      use(*this), bind(id()), now;
}

void Movie::remove() {
  Poco::ActiveRecord::StatementPlaceholderProvider::Ptr pSPP(
      context()->statementPlaceholderProvider());

  context()->session() << "DELETE FROM movies"
                       << "  WHERE id = " << pSPP->next(),
      bind(id()), now;
}

const std::vector<std::string> &Movie::columns() {
  static const std::vector<std::string> cols = {"id"s, "title"s, "director"s};
  return cols;
}

const std::string &Movie::table() {
  static const std::string t = "movies";
  return t;
}

} // namespace Shelf
