// with: odb
#include <odb/core.hxx>

#include <string>
#include <vector>

class Office {
public:
  const std::string &city() const;
};
// As the ODB compiler writes it for a class with session support, and without.
template <> class odb::access::object_traits<Office> {
public:
  typedef odb::pointer_cache_traits<std::shared_ptr<Office>, odb::session> pointer_cache_traits;
};
class Employee {
public:
  unsigned long officeId;
  odb::section details;
};
template <> class odb::access::object_traits<Employee> {
public:
  typedef odb::no_op_pointer_cache_traits<std::shared_ptr<Employee>> pointer_cache_traits;
};

void print(const std::string &text);
void keep(const Employee &employee);

void loadBad(odb::database &db) {
  for (const Employee &employee : db.query<Employee>())
    print(db.load<Office>(employee.officeId)->city()); // expect: nplus1-query-in-loop officeId
}

void findBad(odb::database &db, const std::vector<unsigned long> &ids) {
  for (unsigned long id : ids)
    keep(*db.find<Employee>(id)); // expect: nplus1-query-in-loop -
}

void sectionBad(odb::database &db) {
  for (Employee &employee : db.query<Employee>())
    db.load(employee, employee.details); // expect: nplus1-query-in-loop -
}

// The same object each time: a current session remembers it, if its class has
// session support.
void sameObjectOk(odb::database &db, const std::vector<Employee> &employees, unsigned long id) {
  for (const Employee &employee : employees)
    print(db.load<Office>(id)->city());
}

void sameObjectBad(odb::database &db, const std::vector<Office> &offices, unsigned long id) {
  for (const Office &office : offices)
    keep(*db.load<Employee>(id)); // expect: nplus1-invariant-query -
}
