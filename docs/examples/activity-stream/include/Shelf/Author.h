#pragma once

#include <Poco/ActiveRecord/ActiveRecord.h>

#include <string>
#include <vector>

namespace Shelf {

class Author : public Poco::ActiveRecord::ActiveRecord<Poco::Int64> {
public:
  using Ptr = Poco::AutoPtr<Author>;

  explicit Author(ID id);
  Author() = default;
  Author(const Author &other);
  ~Author() = default;

  const std::string &name() const;
  Author &name(const std::string &value);

  static Ptr find(Poco::ActiveRecord::Context::Ptr pContext, const ID &id);

  void insert();
  void update();
  void remove();

  static const std::vector<std::string> &columns();
  static const std::string &table();

private:
  std::string _name;

  friend class Poco::Data::TypeHandler<Author>;
};

inline const std::string &Author::name() const { return _name; }

inline Author &Author::name(const std::string &value) {
  _name = value;
  return *this;
}

} // namespace Shelf

namespace Poco::Data {

template <> class TypeHandler<Shelf::Author> {
public:
  static std::size_t size() { return 1; }

  static void bind(std::size_t pos, const Shelf::Author &ar, AbstractBinder::Ptr pBinder,
                   AbstractBinder::Direction dir) {
    TypeHandler<std::string>::bind(pos++, ar._name, pBinder, dir);
  }

  static void extract(std::size_t pos, Shelf::Author &ar, const Shelf::Author &deflt,
                      AbstractExtractor::Ptr pExtr) {
    TypeHandler<std::string>::extract(pos++, ar._name, deflt._name, pExtr);
  }

  static void prepare(std::size_t pos, const Shelf::Author &ar, AbstractPreparator::Ptr pPrep) {
    TypeHandler<std::string>::prepare(pos++, ar._name, pPrep);
  }
};

} // namespace Poco::Data
