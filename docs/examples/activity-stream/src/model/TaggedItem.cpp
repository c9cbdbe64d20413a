#include <Shelf/TaggedItem.h>

using namespace std::string_literals;
using namespace Poco::Data::Keywords;

namespace Shelf {

TaggedItem::TaggedItem(ID id) : Poco::ActiveRecord::ActiveRecord<Poco::Int64>(id) {}

TaggedItem::TaggedItem(const TaggedItem &other)
    : Poco::ActiveRecord::ActiveRecord<Poco::Int64>(other), _tag(other._tag),
      _targetKind(other._targetKind), _targetID(other._targetID) {}

TaggedItem::Ptr TaggedItem::find(Poco::ActiveRecord::Context::Ptr pContext, const ID &id) {
  Poco::ActiveRecord::StatementPlaceholderProvider::Ptr pSPP(
      pContext->statementPlaceholderProvider());
  TaggedItem::Ptr pObject(new TaggedItem);

  pContext->session() << "SELECT id, tag, targetKind, targetID"
                      << "  FROM tagged_items"
                      << "  WHERE id = " << pSPP->next(),
      into(pObject->mutableID()), into(*pObject), bind(id), now;

  return withContext(pObject, pContext);
}

void TaggedItem::insert() {
  Poco::ActiveRecord::StatementPlaceholderProvider::Ptr pSPP(
      context()->statementPlaceholderProvider());

  context()->session() << "INSERT INTO tagged_items (tag, targetKind, targetID)"
                       << "  VALUES (" << pSPP->next() << ", " << pSPP->next() << ", "
                       << pSPP->next() << ")",
      use(*this), now;
  updateID(context()->session());
}

void TaggedItem::update() {
  Poco::ActiveRecord::StatementPlaceholderProvider::Ptr pSPP(
      context()->statementPlaceholderProvider());

  context()->session() << "UPDATE tagged_items"
                       << "  SET tag = " << pSPP->next() << ", targetKind = " << pSPP->next()
                       << ", targetID = " << pSPP->next() << "  WHERE id = " << pSPP->next(),
      use(*this), bind(id()), now;
}

void TaggedItem::remove() {
  Poco::ActiveRecord::StatementPlaceholderProvider::Ptr pSPP(
      context()->statementPlaceholderProvider());

  context()->session() << "DELETE FROM tagged_items"
                       << "  WHERE id = " << pSPP->next(),
      bind(id()), now;
}

const std::vector<std::string> &TaggedItem::columns() {
  static const std::vector<std::string> cols = {"id"s, "tag"s, "targetKind"s, "targetID"s};
  return cols;
}

const std::string &TaggedItem::table() {
  static const std::string t = "tagged_items";
  return t;
}

} // namespace Shelf
