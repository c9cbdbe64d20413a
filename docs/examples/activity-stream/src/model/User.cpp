#include <Shelf/User.h>

using namespace std::string_literals;
using namespace Poco::Data::Keywords;

namespace Shelf {

User::User(ID id) : Poco::ActiveRecord::ActiveRecord<Poco::Int64>(id) {}

User::User(const User &other)
    : Poco::ActiveRecord::ActiveRecord<Poco::Int64>(other), _name(other._name) {}

User::Ptr User::find(Poco::ActiveRecord::Context::Ptr pContext, const ID &id) {
  Poco::ActiveRecord::StatementPlaceholderProvider::Ptr pSPP(
      pContext->statementPlaceholderProvider());
  User::Ptr pObject(new User);

  pContext->session() << "SELECT id, name"
                      << "  FROM users"
                      << "  WHERE id = " << pSPP->next(),
      into(pObject->mutableID()), into(*pObject), bind(id), now;

  return withContext(pObject, pContext);
}

void User::insert() {
  Poco::ActiveRecord::StatementPlaceholderProvider::Ptr pSPP(
      context()->statementPlaceholderProvider());

  context()->session() << "INSERT INTO users (name)"
                       << "  VALUES (" << pSPP->next() << ")",
      use(*this), now;
  updateID(context()->session());
}

void User::update() {
  Poco::ActiveRecord::StatementPlaceholderProvider::Ptr pSPP(
      context()->statementPlaceholderProvider());

  context()->session() << "UPDATE users"
                       << "  SET name = " << pSPP->next() << "  WHERE id = " << pSPP->next(),
      use(*this), bind(id()), now;
}

void User::remove() {
  Poco::ActiveRecord::StatementPlaceholderProvider::Ptr pSPP(
      context()->statementPlaceholderProvider());

  context()->session() << "DELETE FROM users"
                       << "  WHERE id = " << pSPP->next(),
      bind(id()), now;
}

const std::vector<std::string> &User::columns() {
  static const std::vector<std::string> cols = {"id"s, "name"s};
  return cols;
}

const std::string &User::table() {
  static const std::string t = "users";
  return t;
}

} // namespace Shelf
