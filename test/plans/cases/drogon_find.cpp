// with: drogon-orm
// why not: the object that one lookup asks is not new, or not made of one variable
// why not: the object that one lookup asks is not new, or not made of one variable
// why not: the object that one lookup asks is not new, or not made of one variable
// why not: the ORM's profile has no fix for it
#include <drogon/orm/CoroMapper.h>
#include <drogon/orm/Mapper.h>

#include <string>
#include <vector>

using namespace drogon::orm;

class User {
public:
  using PrimaryKeyType = int;
  static const std::string primaryKeyName;
  int getPrimaryKey() const;
  const std::string &getValueOfName() const;
  friend Mapper<User>;
};
class Book {
public:
  int getValueOfReader() const;
  friend Mapper<Book>;
};

void print(const std::string &text);

void byMapper(const DbClientPtr &client, const std::vector<Book> &books) {
  Mapper<User> mapper(client);
  for (const auto &book : books)
    print(mapper.findByPrimaryKey(book.getValueOfReader()).getValueOfName());
}

void byTemporary(const DbClientPtr &client, const std::vector<Book> &books) {
  for (const auto &book : books)
    print(Mapper<User>(client).findByPrimaryKey(book.getValueOfReader()).getValueOfName());
}

drogon::Task<> byCoroutine(DbClientPtr client, const std::vector<Book> &books) {
  CoroMapper<User> mapper(client);
  for (const auto &book : books) {
    auto user = co_await mapper.findByPrimaryKey(book.getValueOfReader());
    print(user.getValueOfName());
  }
}

// What a member was made of is not known.
class Library {
public:
  void print(const std::vector<Book> &books) {
    for (const auto &book : books)
      ::print(mapper_.findByPrimaryKey(book.getValueOfReader()).getValueOfName());
  }

private:
  Mapper<User> mapper_;
};

// It holds for the next lookup.
void refined(const DbClientPtr &client, const std::vector<Book> &books) {
  Mapper<User> mapper(client);
  mapper.limit(1);
  for (const auto &book : books)
    print(mapper.findByPrimaryKey(book.getValueOfReader()).getValueOfName());
}

DbClientPtr nextClient();
void anyClient(const std::vector<Book> &books) {
  Mapper<User> mapper(nextClient());
  for (const auto &book : books)
    print(mapper.findByPrimaryKey(book.getValueOfReader()).getValueOfName());
}

void byCriteria(const DbClientPtr &client, const std::vector<Book> &books) {
  Mapper<User> mapper(client);
  for (const auto &book : books)
    print(mapper.findOne(Criteria("reader", CompareOperator::EQ, book.getValueOfReader())).getValueOfName());
}
