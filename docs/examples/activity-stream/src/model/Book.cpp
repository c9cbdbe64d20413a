#include <Shelf/Book.h>

using namespace std::string_literals;
using namespace Poco::Data::Keywords;

namespace Shelf {

Book::Book(ID id) : Poco::ActiveRecord::ActiveRecord<Poco::Int64>(id) {}

Book::Book(const Book &other)
    : Poco::ActiveRecord::ActiveRecord<Poco::Int64>(other), _title(other._title),
      _author(other._author) {}

Author::Ptr Book::author() const { return Author::find(context(), _author); }

Book &Book::author(Author::Ptr pObject) {
  if (pObject)
    _author = pObject->id();
  else
    _author = Author::INVALID_ID;
  return *this;
}

Book::Ptr Book::find(Poco::ActiveRecord::Context::Ptr pContext, const ID &id) {
  Poco::ActiveRecord::StatementPlaceholderProvider::Ptr pSPP(
      pContext->statementPlaceholderProvider());
  Book::Ptr pObject(new Book);

  pContext->session() << "SELECT id, title, author"
                      << "  FROM books"
                      << "  WHERE id = " << pSPP->next(),
      into(pObject->mutableID()), into(*pObject), bind(id), now;

  return withContext(pObject, pContext);
}

void Book::insert() {
  Poco::ActiveRecord::StatementPlaceholderProvider::Ptr pSPP(
      context()->statementPlaceholderProvider());

  context()->session() << "INSERT INTO books (title, author)"
                       << "  VALUES (" << pSPP->next() << ", " << pSPP->next() << ")",
      use(*this), now;
  updateID(context()->session());
}

void Book::update() {
  Poco::ActiveRecord::StatementPlaceholderProvider::Ptr pSPP(
      context()->statementPlaceholderProvider());

  context()->session() << "UPDATE books"
                       << "  SET title = " << pSPP->next() << ", author = " << pSPP->next()
                       << "  WHERE id = " << pSPP->next(),
      use(*this), bind(id()), now;
}

void Book::remove() {
  Poco::ActiveRecord::StatementPlaceholderProvider::Ptr pSPP(
      context()->statementPlaceholderProvider());

  context()->session() << "DELETE FROM books"
                       << "  WHERE id = " << pSPP->next(),
      bind(id()), now;
}

const std::vector<std::string> &Book::columns() {
  static const std::vector<std::string> cols = {"id"s, "title"s, "author"s};
  return cols;
}

const std::string &Book::table() {
  static const std::string t = "books";
  return t;
}

} // namespace Shelf
