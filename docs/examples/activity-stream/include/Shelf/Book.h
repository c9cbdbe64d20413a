#pragma once

#include <Shelf/Author.h>

#include <Poco/ActiveRecord/ActiveRecord.h>

#include <string>
#include <vector>

namespace Shelf {

class Book : public Poco::ActiveRecord::ActiveRecord<Poco::Int64> {
public:
  using Ptr = Poco::AutoPtr<Book>;

  explicit Book(ID id);
  Book() = default;
  Book(const Book &other);
  ~Book() = default;

  const std::string &title() const;
  Book &title(const std::string &value);

  Author::Ptr author() const;
  Poco::Int64 authorID() const;
  Book &author(Author::Ptr pObject);
  Book &authorID(Poco::Int64 id);

  static Ptr find(Poco::ActiveRecord::Context::Ptr pContext, const ID &id);

  void insert();
  void update();
  void remove();

  static const std::vector<std::string> &columns();
  static const std::string &table();

private:
  std::string _title;
  Poco::Int64 _author = Author::INVALID_ID;

  friend class Poco::Data::TypeHandler<Book>;
};

inline const std::string &Book::title() const { return _title; }

inline Book &Book::title(const std::string &value) {
  _title = value;
  return *this;
}

inline Poco::Int64 Book::authorID() const { return _author; }

inline Book &Book::authorID(Poco::Int64 value) {
  _author = value;
  return *this;
}

} // namespace Shelf

namespace Poco::Data {

template <> class TypeHandler<Shelf::Book> {
public:
  static std::size_t size() { return 2; }

  static void bind(std::size_t pos, const Shelf::Book &ar, AbstractBinder::Ptr pBinder,
                   AbstractBinder::Direction dir) {
    TypeHandler<std::string>::bind(pos++, ar._title, pBinder, dir);
    TypeHandler<Poco::Int64>::bind(pos++, ar._author, pBinder, dir);
  }

  static void extract(std::size_t pos, Shelf::Book &ar, const Shelf::Book &deflt,
                      AbstractExtractor::Ptr pExtr) {
    TypeHandler<std::string>::extract(pos++, ar._title, deflt._title, pExtr);
    TypeHandler<Poco::Int64>::extract(pos++, ar._author, deflt._author, pExtr);
  }

  static void prepare(std::size_t pos, const Shelf::Book &ar, AbstractPreparator::Ptr pPrep) {
    TypeHandler<std::string>::prepare(pos++, ar._title, pPrep);
    TypeHandler<Poco::Int64>::prepare(pos++, ar._author, pPrep);
  }
};

} // namespace Poco::Data
