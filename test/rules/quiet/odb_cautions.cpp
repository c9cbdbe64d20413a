// with: odb
#include <odb/core.hxx>

class Employer {
public:
  const std::string &name() const;
};
class Employee {
public:
  odb::lazy_shared_ptr<Employer> employer;
  odb::section details;
};

void use(const std::string &text);
void use(unsigned long number);

void loadBad(odb::database &db) {
  for (auto &employee : db.query<Employee>())
    use(employee.employer.load()->name()); // expect: nplus1-lazy-relation employer
}

// It does not load; without a load() before, it is null.
void arrowOk(odb::database &db) {
  for (auto &employee : db.query<Employee>())
    if (employee.employer.loaded())
      use(employee.employer->name());
}

void keyOk(odb::database &db) {
  for (auto &employee : db.query<Employee>())
    if (employee.employer)
      use(employee.employer.object_id());
}

// A section is a statement of its own per object, but there is no other way to
// load one: not a relation.
void sectionOk(odb::database &db) {
  for (auto &employee : db.query<Employee>())
    employee.details.load();
}
