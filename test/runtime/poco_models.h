// Entities as POCO's code generator writes them (the Debian package has no generator): tagged
// targets with second levels, an activity stream with generic keys, and orders. What the generator
// repeats in every class is in Record.
#pragma once

#include <Poco/ActiveRecord/ActiveRecord.h>
#include <Poco/ActiveRecord/Query.h>
#include <Poco/Data/SQLite/Connector.h>
#include <Poco/Data/SQLite/SQLiteException.h>
#include <Poco/Nullable.h>

#include <string>
#include <vector>

namespace shop {

using Poco::Int64;
using Context = Poco::ActiveRecord::Context;

template <class Self, class IDType> class Record : public Poco::ActiveRecord::ActiveRecord<IDType> {
public:
  using Ptr = Poco::AutoPtr<Self>;
  using ID = IDType;

  static Ptr find(Context::Ptr context, const ID &id) {
    using namespace Poco::Data::Keywords;
    auto placeholders = context->statementPlaceholderProvider();
    Ptr object(new Self);
    std::string columns;
    for (const auto &column : Self::columns())
      columns += (columns.empty() ? "" : ", ") + column;
    context->session() << "SELECT " << columns << " FROM " << Self::table() << " WHERE "
                       << Self::columns().front() << " = " << placeholders->next(),
        into(object->mutableID()), into(*object), bind(id), now;
    return Record::withContext(object, context);
  }

  void insert() override {}
  void update() override {}
  void remove() override {}

protected:
  Record() = default;
  Record(const Record &) = default;
  ~Record() = default;
};

/// Reads the columns after the key, as listed by Entity::fields.
template <class Entity> struct RecordHandler {
  static std::size_t size() { return Entity::columns().size() - 1; }
  static void bind(std::size_t, const Entity &, Poco::Data::AbstractBinder::Ptr,
                   Poco::Data::AbstractBinder::Direction) {}
  static void prepare(std::size_t, const Entity &, Poco::Data::AbstractPreparator::Ptr) {}
  static void extract(std::size_t pos, Entity &entity, const Entity &fallback,
                      Poco::Data::AbstractExtractor::Ptr extractor) {
    Entity::fields([&](auto member) {
      using Field = std::decay_t<decltype(entity.*member)>;
      Poco::Data::TypeHandler<Field>::extract(pos++, entity.*member, fallback.*member, extractor);
    });
  }
};

#define SHOP_TABLE(TABLE, ...)                                                                     \
  static const std::vector<std::string> &columns() {                                               \
    static const std::vector<std::string> names = {__VA_ARGS__};                                   \
    return names;                                                                                  \
  }                                                                                                \
  static const std::string &table() {                                                              \
    static const std::string name = TABLE;                                                         \
    return name;                                                                                   \
  }

class Author : public Record<Author, Int64> {
public:
  SHOP_TABLE("authors", "id", "name")
  const std::string &name() const { return name_; }
  Author &name(const std::string &value) {
    name_ = value;
    return *this;
  }
  template <class F> static void fields(F f) { f(&Author::name_); }

private:
  std::string name_;
};

class Director : public Record<Director, Int64> {
public:
  SHOP_TABLE("directors", "id", "name")
  const std::string &name() const { return name_; }
  template <class F> static void fields(F f) { f(&Director::name_); }

private:
  std::string name_;
};

class User : public Record<User, Int64> {
public:
  SHOP_TABLE("users", "id", "name")
  const std::string &name() const { return name_; }
  template <class F> static void fields(F f) { f(&User::name_); }

private:
  std::string name_;
};

class Book : public Record<Book, Int64> {
public:
  SHOP_TABLE("books", "id", "title", "author")
  const std::string &title() const { return title_; }
  Int64 authorID() const { return author_; }
  Author::Ptr author() const { return Author::find(context(), author_); }
  template <class F> static void fields(F f) {
    f(&Book::title_);
    f(&Book::author_);
  }

private:
  std::string title_;
  Int64 author_ = Author::INVALID_ID;
};

class Movie : public Record<Movie, Poco::UUID> {
public:
  SHOP_TABLE("movies", "id", "title", "director")
  const std::string &title() const { return title_; }
  Int64 directorID() const { return director_; }
  Director::Ptr director() const { return Director::find(context(), director_); }
  template <class F> static void fields(F f) {
    f(&Movie::title_);
    f(&Movie::director_);
  }

private:
  std::string title_;
  Int64 director_ = Director::INVALID_ID;
};

class Country : public Record<Country, std::string> {
public:
  SHOP_TABLE("countries", "code", "name")
  const std::string &name() const { return name_; }
  template <class F> static void fields(F f) { f(&Country::name_); }

private:
  std::string name_;
};

enum class Kind { none = 0, user = 1, book = 2, movie = 3, country = 4 };

/// One line of an activity stream: somebody did something to something.
class Action : public Record<Action, Int64> {
public:
  SHOP_TABLE("actions", "id", "actor_kind", "actor", "target_kind", "target")
  Kind actorKind() const { return static_cast<Kind>(actor_kind_); }
  Int64 actorID() const { return actor_; }
  Kind targetKind() const { return static_cast<Kind>(target_kind_); }
  /// Text, because targets have keys of several types.
  const Poco::Nullable<std::string> &targetID() const { return target_; }
  template <class F> static void fields(F f) {
    f(&Action::actor_kind_);
    f(&Action::actor_);
    f(&Action::target_kind_);
    f(&Action::target_);
  }

private:
  Poco::Int32 actor_kind_ = 0;
  Int64 actor_ = 0;
  Poco::Int32 target_kind_ = 0;
  Poco::Nullable<std::string> target_;
};

class Item : public Record<Item, Int64> {
public:
  SHOP_TABLE("items", "id", "name", "price")
  const std::string &name() const { return name_; }
  Item &name(const std::string &value) {
    name_ = value;
    return *this;
  }
  int price() const { return price_; }
  template <class F> static void fields(F f) {
    f(&Item::name_);
    f(&Item::price_);
  }

private:
  std::string name_;
  Poco::Int32 price_ = 0;
};

class Order : public Record<Order, Int64> {
public:
  SHOP_TABLE("orders", "id", "item", "country")
  Int64 itemID() const { return item_; }
  Item::Ptr item() const { return Item::find(context(), item_); }
  const std::string &countryID() const { return country_; }
  Country::Ptr country() const { return Country::find(context(), country_); }
  template <class F> static void fields(F f) {
    f(&Order::item_);
    f(&Order::country_);
  }

private:
  Int64 item_ = Item::INVALID_ID;
  std::string country_;
};

} // namespace shop

namespace Poco::Data {
template <> class TypeHandler<shop::Author> : public shop::RecordHandler<shop::Author> {};
template <> class TypeHandler<shop::Director> : public shop::RecordHandler<shop::Director> {};
template <> class TypeHandler<shop::User> : public shop::RecordHandler<shop::User> {};
template <> class TypeHandler<shop::Book> : public shop::RecordHandler<shop::Book> {};
template <> class TypeHandler<shop::Movie> : public shop::RecordHandler<shop::Movie> {};
template <> class TypeHandler<shop::Country> : public shop::RecordHandler<shop::Country> {};
template <> class TypeHandler<shop::Action> : public shop::RecordHandler<shop::Action> {};
template <> class TypeHandler<shop::Item> : public shop::RecordHandler<shop::Item> {};
template <> class TypeHandler<shop::Order> : public shop::RecordHandler<shop::Order> {};
} // namespace Poco::Data
