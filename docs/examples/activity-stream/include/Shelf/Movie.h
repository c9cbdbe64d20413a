#pragma once

#include <Shelf/Director.h>

#include <Poco/ActiveRecord/ActiveRecord.h>

#include <string>
#include <vector>

namespace Shelf {

class Movie : public Poco::ActiveRecord::ActiveRecord<Poco::Int64> {
public:
  using Ptr = Poco::AutoPtr<Movie>;

  explicit Movie(ID id);
  Movie() = default;
  Movie(const Movie &other);
  ~Movie() = default;

  const std::string &title() const;
  Movie &title(const std::string &value);

  Director::Ptr director() const;
  Poco::Int64 directorID() const;
  Movie &director(Director::Ptr pObject);
  Movie &directorID(Poco::Int64 id);

  static Ptr find(Poco::ActiveRecord::Context::Ptr pContext, const ID &id);

  void insert();
  void update();
  void remove();

  static const std::vector<std::string> &columns();
  static const std::string &table();

private:
  std::string _title;
  Poco::Int64 _director = Director::INVALID_ID;

  friend class Poco::Data::TypeHandler<Movie>;
};

inline const std::string &Movie::title() const { return _title; }

inline Movie &Movie::title(const std::string &value) {
  _title = value;
  return *this;
}

inline Poco::Int64 Movie::directorID() const { return _director; }

inline Movie &Movie::directorID(Poco::Int64 value) {
  _director = value;
  return *this;
}

} // namespace Shelf

namespace Poco::Data {

template <> class TypeHandler<Shelf::Movie> {
public:
  static std::size_t size() { return 2; }

  static void bind(std::size_t pos, const Shelf::Movie &ar, AbstractBinder::Ptr pBinder,
                   AbstractBinder::Direction dir) {
    TypeHandler<std::string>::bind(pos++, ar._title, pBinder, dir);
    TypeHandler<Poco::Int64>::bind(pos++, ar._director, pBinder, dir);
  }

  static void extract(std::size_t pos, Shelf::Movie &ar, const Shelf::Movie &deflt,
                      AbstractExtractor::Ptr pExtr) {
    TypeHandler<std::string>::extract(pos++, ar._title, deflt._title, pExtr);
    TypeHandler<Poco::Int64>::extract(pos++, ar._director, deflt._director, pExtr);
  }

  static void prepare(std::size_t pos, const Shelf::Movie &ar, AbstractPreparator::Ptr pPrep) {
    TypeHandler<std::string>::prepare(pos++, ar._title, pPrep);
    TypeHandler<Poco::Int64>::prepare(pos++, ar._director, pPrep);
  }
};

} // namespace Poco::Data
