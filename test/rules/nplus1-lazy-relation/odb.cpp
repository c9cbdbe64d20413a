// with: odb
#include <odb/core.hxx>

#include <string>
#include <vector>

class Employer {
public:
  virtual const std::string &name() const;
};
class Company : public Employer {};

// build2's bpkg wraps ODB's pointers in classes of its own.
namespace own {
template <class T> class lazy_shared_ptr : public odb::lazy_shared_ptr<T> {};
} // namespace own

class Employee {
public:
  odb::lazy_shared_ptr<Employer> employer;
  odb::lazy_weak_ptr<Employee> boss;
  odb::lazy_ptr<Employer> raw;
  own::lazy_shared_ptr<Employer> previous;
  std::vector<odb::lazy_shared_ptr<Employer>> history;
  odb::section details;
};

void print(const std::string &text);
void print(unsigned long id);

void sharedBad(odb::database &db) {
  odb::result<Employee> employees = db.query<Employee>();
  for (const Employee &employee : employees)
    print(employee.employer.load()->name()); // expect: nplus1-lazy-relation employer
}

void iteratorsBad(odb::database &db) {
  odb::result<Employee> employees = db.query<Employee>();
  for (odb::result<Employee>::iterator i = employees.begin(); i != employees.end(); ++i)
    print(i->raw.load()->name()); // expect: nplus1-lazy-relation raw
}

void weakBad(odb::database &db) {
  for (const Employee &employee : db.query<Employee>())
    print(employee.boss.load()->employer.object_id()); // expect: nplus1-lazy-relation boss
}

void derivedPointerBad(odb::database &db) {
  for (const Employee &employee : db.query<Employee>())
    print(employee.previous.load()->name()); // expect: nplus1-lazy-relation previous
}

// Each pointer of the container loads its own row.
void containerBad(odb::database &db, const Employee &employee) {
  for (const auto &employer : employee.history)
    print(employer.load()->name()); // expect: nplus1-lazy-relation -
}

// A pointer to the base of a polymorphic hierarchy: loads, whatever class it finds.
void polymorphicBad(odb::database &db) {
  for (const Employee &employee : db.query<Employee>())
    if (dynamic_cast<const Company *>(employee.employer.load().get())) // expect: nplus1-lazy-relation employer
      print("company");
}

void keysOk(odb::database &db) {
  for (const Employee &employee : db.query<Employee>())
    if (employee.employer)
      print(employee.employer.object_id());
}

// On a loaded pointer: that is not a query, and on an unloaded one it is a bug.
void arrowOk(odb::database &db) {
  for (const Employee &employee : db.query<Employee>())
    print(employee.employer->name());
}

// Only marks the section as loaded.
void sectionOk(odb::database &db) {
  for (const Employee &employee : db.query<Employee>())
    employee.details.load();
}
