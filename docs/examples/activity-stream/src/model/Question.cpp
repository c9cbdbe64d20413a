#include <Shelf/Question.h>

using namespace std::string_literals;
using namespace Poco::Data::Keywords;

namespace Shelf {

Question::Question(ID id) : Poco::ActiveRecord::ActiveRecord<Poco::Int64>(id) {}

Question::Question(const Question &other)
    : Poco::ActiveRecord::ActiveRecord<Poco::Int64>(other), _text(other._text) {}

Question::Ptr Question::find(Poco::ActiveRecord::Context::Ptr pContext, const ID &id) {
  Poco::ActiveRecord::StatementPlaceholderProvider::Ptr pSPP(
      pContext->statementPlaceholderProvider());
  Question::Ptr pObject(new Question);

  pContext->session() << "SELECT id, text"
                      << "  FROM questions"
                      << "  WHERE id = " << pSPP->next(),
      into(pObject->mutableID()), into(*pObject), bind(id), now;

  return withContext(pObject, pContext);
}

void Question::insert() {
  Poco::ActiveRecord::StatementPlaceholderProvider::Ptr pSPP(
      context()->statementPlaceholderProvider());

  context()->session() << "INSERT INTO questions (text)"
                       << "  VALUES (" << pSPP->next() << ")",
      use(*this), now;
  updateID(context()->session());
}

void Question::update() {
  Poco::ActiveRecord::StatementPlaceholderProvider::Ptr pSPP(
      context()->statementPlaceholderProvider());

  context()->session() << "UPDATE questions"
                       << "  SET text = " << pSPP->next() << "  WHERE id = " << pSPP->next(),
      use(*this), bind(id()), now;
}

void Question::remove() {
  Poco::ActiveRecord::StatementPlaceholderProvider::Ptr pSPP(
      context()->statementPlaceholderProvider());

  context()->session() << "DELETE FROM questions"
                       << "  WHERE id = " << pSPP->next(),
      bind(id()), now;
}

const std::vector<std::string> &Question::columns() {
  static const std::vector<std::string> cols = {"id"s, "text"s};
  return cols;
}

const std::string &Question::table() {
  static const std::string t = "questions";
  return t;
}

} // namespace Shelf
