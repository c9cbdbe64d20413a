#include <Shelf/Action.h>

using namespace std::string_literals;
using namespace Poco::Data::Keywords;

namespace Shelf {

Action::Action(ID id) : Poco::ActiveRecord::ActiveRecord<Poco::Int64>(id) {}

Action::Action(const Action &other)
    : Poco::ActiveRecord::ActiveRecord<Poco::Int64>(other), _actorKind(other._actorKind),
      _actorID(other._actorID), _verb(other._verb), _objectKind(other._objectKind),
      _objectID(other._objectID), _targetKind(other._targetKind), _targetID(other._targetID) {}

Action::Ptr Action::find(Poco::ActiveRecord::Context::Ptr pContext, const ID &id) {
  Poco::ActiveRecord::StatementPlaceholderProvider::Ptr pSPP(
      pContext->statementPlaceholderProvider());
  Action::Ptr pObject(new Action);

  pContext->session()
      << "SELECT id, actorKind, actorID, verb, objectKind, objectID, targetKind, targetID"
      << "  FROM actions"
      << "  WHERE id = " << pSPP->next(),
      into(pObject->mutableID()), into(*pObject), bind(id), now;

  return withContext(pObject, pContext);
}

void Action::insert() {
  Poco::ActiveRecord::StatementPlaceholderProvider::Ptr pSPP(
      context()->statementPlaceholderProvider());

  context()->session() << "INSERT INTO actions (actorKind, actorID, verb, objectKind, objectID, "
                          "targetKind, targetID)"
                       << "  VALUES (" << pSPP->next() << ", " << pSPP->next() << ", "
                       << pSPP->next() << ", " << pSPP->next() << ", " << pSPP->next() << ", "
                       << pSPP->next() << ", " << pSPP->next() << ")",
      use(*this), now;
  updateID(context()->session());
}

void Action::update() {
  Poco::ActiveRecord::StatementPlaceholderProvider::Ptr pSPP(
      context()->statementPlaceholderProvider());

  context()->session() << "UPDATE actions"
                       << "  SET actorKind = " << pSPP->next() << ", actorID = " << pSPP->next()
                       << ", verb = " << pSPP->next() << ", objectKind = " << pSPP->next()
                       << ", objectID = " << pSPP->next() << ", targetKind = " << pSPP->next()
                       << ", targetID = " << pSPP->next() << "  WHERE id = " << pSPP->next(),
      use(*this), bind(id()), now;
}

void Action::remove() {
  Poco::ActiveRecord::StatementPlaceholderProvider::Ptr pSPP(
      context()->statementPlaceholderProvider());

  context()->session() << "DELETE FROM actions"
                       << "  WHERE id = " << pSPP->next(),
      bind(id()), now;
}

const std::vector<std::string> &Action::columns() {
  static const std::vector<std::string> cols = {"id"s,         "actorKind"s,  "actorID"s,
                                                "verb"s,       "objectKind"s, "objectID"s,
                                                "targetKind"s, "targetID"s};
  return cols;
}

const std::string &Action::table() {
  static const std::string t = "actions";
  return t;
}

} // namespace Shelf
