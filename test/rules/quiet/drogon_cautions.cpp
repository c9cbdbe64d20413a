// with: drogon-orm
#include <drogon/orm/Mapper.h>

using namespace drogon::orm;

class Department {
public:
  const std::string &getName() const;
  friend Mapper<Department>;
};
class Person {
public:
  Department getDepartment(const DbClientPtr &client) const;
  const std::shared_ptr<int> &getDepartmentId() const;
  int getValueOfDepartmentId() const;
  friend Mapper<Person>;
};

void use(int number);
void use(const std::string &text);

void columnsOk(const DbClientPtr &client) {
  Mapper<Person> mapper(client);
  for (const auto &person : mapper.findAll()) {
    use(*person.getDepartmentId());
    use(person.getValueOfDepartmentId());
  }
}

void relationBad(const DbClientPtr &client) {
  Mapper<Person> mapper(client);
  for (const auto &person : mapper.findAll())
    use(person.getDepartment(client).getName()); // expect: nplus1-lazy-relation getDepartment
}
