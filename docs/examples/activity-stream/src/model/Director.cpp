#include <Shelf/Director.h>

using namespace std::string_literals;
using namespace Poco::Data::Keywords;

namespace Shelf {

Director::Director(ID id) : Poco::ActiveRecord::ActiveRecord<Poco::Int64>(id) {}

Director::Director(const Director &other)
    : Poco::ActiveRecord::ActiveRecord<Poco::Int64>(other), _name(other._name) {}

Director::Ptr Director::find(Poco::ActiveRecord::Context::Ptr pContext, const ID &id) {
  Poco::ActiveRecord::StatementPlaceholderProvider::Ptr pSPP(
      pContext->statementPlaceholderProvider());
  Director::Ptr pObject(new Director);

  pContext->session() << "SELECT id, name"
                      << "  FROM directors"
                      << "  WHERE id = " << pSPP->next(),
      into(pObject->mutableID()), into(*pObject), bind(id), now;

  return withContext(pObject, pContext);
}

void Director::insert() {
  Poco::ActiveRecord::StatementPlaceholderProvider::Ptr pSPP(
      context()->statementPlaceholderProvider());

  context()->session() << "INSERT INTO directors (name)"
                       << "  VALUES (" << pSPP->next() << ")",
      use(*this), now;
  updateID(context()->session());
}

void Director::update() {
  Poco::ActiveRecord::StatementPlaceholderProvider::Ptr pSPP(
      context()->statementPlaceholderProvider());

  context()->session() << "UPDATE directors"
                       << "  SET name = " << pSPP->next() << "  WHERE id = " << pSPP->next(),
      use(*this), bind(id()), now;
}

void Director::remove() {
  Poco::ActiveRecord::StatementPlaceholderProvider::Ptr pSPP(
      context()->statementPlaceholderProvider());

  context()->session() << "DELETE FROM directors"
                       << "  WHERE id = " << pSPP->next(),
      bind(id()), now;
}

const std::vector<std::string> &Director::columns() {
  static const std::vector<std::string> cols = {"id"s, "name"s};
  return cols;
}

const std::string &Director::table() {
  static const std::string t = "directors";
  return t;
}

} // namespace Shelf
