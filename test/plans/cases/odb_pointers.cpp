// with: odb
// apply: unsafe
// why not: load() also fills the pointer, which other code may read
// why not: load() also fills the pointer, which other code may read
// why not: the session of the rows has no name before the loop
// why not: the session of the rows has no name before the loop
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

// Where these rows came from is not followed.
void ofAVector(odb::database &db) {
  auto all = db.query<Employee>();
  std::vector<Employee> employees(all.begin(), all.end());
  for (auto &employee : employees)
    print(employee.employer.load()->name());
}

// A null pointer is a key that no row has, as for load().
void ofAResult(odb::database &db) {
  for (auto &employee : db.query<Employee>())
    print(employee.employer.load()->name());
}

void ofANamedResult(odb::database *db) {
  auto result = db->query<Employee>();
  for (const auto &employee : result)
    print(employee.employer.load()->name());
}

void fromElsewhere(const std::vector<Employee> &employees) {
  for (auto &employee : employees)
    print(employee.employer.load()->name());
}
