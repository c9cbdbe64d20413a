#pragma once

#include <Poco/ActiveRecord/ActiveRecord.h>

#include <string>
#include <vector>

namespace Shelf {

class Question : public Poco::ActiveRecord::ActiveRecord<Poco::Int64> {
public:
  using Ptr = Poco::AutoPtr<Question>;

  explicit Question(ID id);
  Question() = default;
  Question(const Question &other);
  ~Question() = default;

  const std::string &text() const;
  Question &text(const std::string &value);

  static Ptr find(Poco::ActiveRecord::Context::Ptr pContext, const ID &id);

  void insert();
  void update();
  void remove();

  static const std::vector<std::string> &columns();
  static const std::string &table();

private:
  std::string _text;

  friend class Poco::Data::TypeHandler<Question>;
};

inline const std::string &Question::text() const { return _text; }

inline Question &Question::text(const std::string &value) {
  _text = value;
  return *this;
}

} // namespace Shelf

namespace Poco::Data {

template <> class TypeHandler<Shelf::Question> {
public:
  static std::size_t size() { return 1; }

  static void bind(std::size_t pos, const Shelf::Question &ar, AbstractBinder::Ptr pBinder,
                   AbstractBinder::Direction dir) {
    TypeHandler<std::string>::bind(pos++, ar._text, pBinder, dir);
  }

  static void extract(std::size_t pos, Shelf::Question &ar, const Shelf::Question &deflt,
                      AbstractExtractor::Ptr pExtr) {
    TypeHandler<std::string>::extract(pos++, ar._text, deflt._text, pExtr);
  }

  static void prepare(std::size_t pos, const Shelf::Question &ar, AbstractPreparator::Ptr pPrep) {
    TypeHandler<std::string>::prepare(pos++, ar._text, pPrep);
  }
};

} // namespace Poco::Data
