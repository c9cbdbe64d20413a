// with: odb
// apply: unsafe
// why not: it helps classes that are mapped with session support; of others it loads the rows once more
// why not: load() also fills the pointer, which other code may read
// why not: load() also fills the pointer, which other code may read
#include <odb/core.hxx>

#include <string>
#include <vector>

class Employer {
public:
  std::string name() const;
};
class Employee {
public:
  odb::lazy_shared_ptr<Employer> employer;
};
namespace odb {
template <> class access::object_traits<Employer> {};
template <> class access::object_traits<Employee> {};
} // namespace odb

void print(const std::string &text);

void inASession(odb::database &db) {
  odb::session session;
  for (auto &employee : db.query<Employee>())
    print(employee.employer.load()->name());
}

void afterASession(odb::database &db) {
  {
    odb::session session;
    db.load<Employer>(1);
  }
  for (auto &employee : db.query<Employee>())
    print(employee.employer.load()->name());
}

void withoutOne(odb::database &db) {
  for (auto &employee : db.query<Employee>())
    print(employee.employer.load()->name());
}
