#pragma once

#include <Poco/ActiveRecord/ActiveRecord.h>

#include <string>
#include <vector>

namespace Shelf {

class Director : public Poco::ActiveRecord::ActiveRecord<Poco::Int64> {
public:
  using Ptr = Poco::AutoPtr<Director>;

  explicit Director(ID id);
  Director() = default;
  Director(const Director &other);
  ~Director() = default;

  const std::string &name() const;
  Director &name(const std::string &value);

  static Ptr find(Poco::ActiveRecord::Context::Ptr pContext, const ID &id);

  void insert();
  void update();
  void remove();

  static const std::vector<std::string> &columns();
  static const std::string &table();

private:
  std::string _name;

  friend class Poco::Data::TypeHandler<Director>;
};

inline const std::string &Director::name() const { return _name; }

inline Director &Director::name(const std::string &value) {
  _name = value;
  return *this;
}

} // namespace Shelf

namespace Poco::Data {

template <> class TypeHandler<Shelf::Director> {
public:
  static std::size_t size() { return 1; }

  static void bind(std::size_t pos, const Shelf::Director &ar, AbstractBinder::Ptr pBinder,
                   AbstractBinder::Direction dir) {
    TypeHandler<std::string>::bind(pos++, ar._name, pBinder, dir);
  }

  static void extract(std::size_t pos, Shelf::Director &ar, const Shelf::Director &deflt,
                      AbstractExtractor::Ptr pExtr) {
    TypeHandler<std::string>::extract(pos++, ar._name, deflt._name, pExtr);
  }

  static void prepare(std::size_t pos, const Shelf::Director &ar, AbstractPreparator::Ptr pPrep) {
    TypeHandler<std::string>::prepare(pos++, ar._name, pPrep);
  }
};

} // namespace Poco::Data
