// with: odb
// why not: the ORM's profile has no fix for it
// why not: one of the queries writes into a variable
// by hand: db.query<Employer>(odb::query<Employer>::id.in_range(ids.begin(), ids.end())), indexed by id
#include <odb/core.hxx>

#include <string>
#include <vector>

class Employer {
public:
  std::string name() const;
};
class Employee {
public:
  long employerId() const;
};
namespace odb {
template <> class access::object_traits<Employer> {};
template <> class access::object_traits<Employee> {};
} // namespace odb

void print(const std::string &text);

void loads(odb::database &db, const std::vector<Employee> &employees) {
  for (auto &employee : employees)
    print(db.load<Employer>(employee.employerId())->name());
}

void loadsByPointer(odb::database *db, const std::vector<Employee> &employees) {
  for (auto &employee : employees)
    print(db->load<Employer>(employee.employerId())->name());
}

void finds(odb::database &db, const std::vector<Employee> &employees) {
  for (auto &employee : employees)
    if (auto employer = db.find<Employer>(employee.employerId()))
      print(employer->name());
}

void loadsInto(odb::database &db, const std::vector<Employee> &employees) {
  for (auto &employee : employees) {
    Employer employer;
    db.load(employee.employerId(), employer);
    print(employer.name());
  }
}
