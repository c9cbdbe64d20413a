// with: drogon-orm
// apply: unsafe
// why not: it takes the column that is called like the relation for the relation's key
// why not: the key of 'getManager' cannot be read without a query
#include <drogon/orm/Mapper.h>

#include <memory>
#include <string>
#include <vector>

using namespace drogon::orm;

class Department {
public:
  using PrimaryKeyType = int;
  static const std::string primaryKeyName;
  int getPrimaryKey() const;
  const std::string &getValueOfName() const;
  friend Mapper<Department>;
};
class Person {
public:
  Department getDepartment(const DbClientPtr &client) const;
  const std::shared_ptr<int> &getDepartmentId() const;
  Person getManager(const DbClientPtr &client) const;
  const std::string &getValueOfName() const;
  friend Mapper<Person>;
};

void print(const std::string &text);

void departments(const DbClientPtr &client) {
  Mapper<Person> mapper(client);
  for (const auto &person : mapper.findAll())
    print(person.getDepartment(client).getValueOfName());
}

void managers(const DbClientPtr &client) {
  Mapper<Person> mapper(client);
  for (const auto &person : mapper.findAll())
    print(person.getManager(client).getValueOfName());
}
