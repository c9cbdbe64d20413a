#pragma once

#include <Shelf/Question.h>

#include <Poco/ActiveRecord/ActiveRecord.h>

#include <string>
#include <vector>

namespace Shelf {

class Choice : public Poco::ActiveRecord::ActiveRecord<Poco::Int64> {
public:
  using Ptr = Poco::AutoPtr<Choice>;

  explicit Choice(ID id);
  Choice() = default;
  Choice(const Choice &other);
  ~Choice() = default;

  Question::Ptr question() const;
  Poco::Int64 questionID() const;
  Choice &question(Question::Ptr pObject);
  Choice &questionID(Poco::Int64 id);

  const std::string &text() const;
  Choice &text(const std::string &value);

  static Ptr find(Poco::ActiveRecord::Context::Ptr pContext, const ID &id);

  void insert();
  void update();
  void remove();

  static const std::vector<std::string> &columns();
  static const std::string &table();

private:
  Poco::Int64 _question = Question::INVALID_ID;
  std::string _text;

  friend class Poco::Data::TypeHandler<Choice>;
};

inline Poco::Int64 Choice::questionID() const { return _question; }

inline Choice &Choice::questionID(Poco::Int64 value) {
  _question = value;
  return *this;
}

inline const std::string &Choice::text() const { return _text; }

inline Choice &Choice::text(const std::string &value) {
  _text = value;
  return *this;
}

} // namespace Shelf

namespace Poco::Data {

template <> class TypeHandler<Shelf::Choice> {
public:
  static std::size_t size() { return 2; }

  static void bind(std::size_t pos, const Shelf::Choice &ar, AbstractBinder::Ptr pBinder,
                   AbstractBinder::Direction dir) {
    TypeHandler<Poco::Int64>::bind(pos++, ar._question, pBinder, dir);
    TypeHandler<std::string>::bind(pos++, ar._text, pBinder, dir);
  }

  static void extract(std::size_t pos, Shelf::Choice &ar, const Shelf::Choice &deflt,
                      AbstractExtractor::Ptr pExtr) {
    TypeHandler<Poco::Int64>::extract(pos++, ar._question, deflt._question, pExtr);
    TypeHandler<std::string>::extract(pos++, ar._text, deflt._text, pExtr);
  }

  static void prepare(std::size_t pos, const Shelf::Choice &ar, AbstractPreparator::Ptr pPrep) {
    TypeHandler<Poco::Int64>::prepare(pos++, ar._question, pPrep);
    TypeHandler<std::string>::prepare(pos++, ar._text, pPrep);
  }
};

} // namespace Poco::Data
