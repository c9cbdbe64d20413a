#include <Shelf/Choice.h>

using namespace std::string_literals;
using namespace Poco::Data::Keywords;

namespace Shelf {

Choice::Choice(ID id) : Poco::ActiveRecord::ActiveRecord<Poco::Int64>(id) {}

Choice::Choice(const Choice &other)
    : Poco::ActiveRecord::ActiveRecord<Poco::Int64>(other), _question(other._question),
      _text(other._text) {}

Question::Ptr Choice::question() const { return Question::find(context(), _question); }

Choice &Choice::question(Question::Ptr pObject) {
  if (pObject)
    _question = pObject->id();
  else
    _question = Question::INVALID_ID;
  return *this;
}

Choice::Ptr Choice::find(Poco::ActiveRecord::Context::Ptr pContext, const ID &id) {
  Poco::ActiveRecord::StatementPlaceholderProvider::Ptr pSPP(
      pContext->statementPlaceholderProvider());
  Choice::Ptr pObject(new Choice);

  pContext->session() << "SELECT id, question, text"
                      << "  FROM choices"
                      << "  WHERE id = " << pSPP->next(),
      into(pObject->mutableID()), into(*pObject), bind(id), now;

  return withContext(pObject, pContext);
}

void Choice::insert() {
  Poco::ActiveRecord::StatementPlaceholderProvider::Ptr pSPP(
      context()->statementPlaceholderProvider());

  context()->session() << "INSERT INTO choices (question, text)"
                       << "  VALUES (" << pSPP->next() << ", " << pSPP->next() << ")",
      use(*this), now;
  updateID(context()->session());
}

void Choice::update() {
  Poco::ActiveRecord::StatementPlaceholderProvider::Ptr pSPP(
      context()->statementPlaceholderProvider());

  context()->session() << "UPDATE choices"
                       << "  SET question = " << pSPP->next() << ", text = " << pSPP->next()
                       << "  WHERE id = " << pSPP->next(),
      use(*this), bind(id()), now;
}

void Choice::remove() {
  Poco::ActiveRecord::StatementPlaceholderProvider::Ptr pSPP(
      context()->statementPlaceholderProvider());

  context()->session() << "DELETE FROM choices"
                       << "  WHERE id = " << pSPP->next(),
      bind(id()), now;
}

const std::vector<std::string> &Choice::columns() {
  static const std::vector<std::string> cols = {"id"s, "question"s, "text"s};
  return cols;
}

const std::string &Choice::table() {
  static const std::string t = "choices";
  return t;
}

} // namespace Shelf
