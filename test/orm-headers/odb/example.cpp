// What the profile odb recognises, and what it leaves alone.
#include <odb/core.hxx>

#include <string>

class Employer {
public:
  const std::string &name() const;
};
class Employee {
public:
  odb::lazy_shared_ptr<Employer> employer;
  odb::lazy_weak_ptr<Employee> boss;
  odb::lazy_ptr<Employee> raw;
  odb::lazy_unique_ptr<Employer> owned;
  odb::section details;
};

// build2's bpkg has its own class of the same name.
namespace own {
template <class T> class lazy_shared_ptr : public odb::lazy_shared_ptr<T> {
public:
  std::shared_ptr<T> load() const;
};
template <class T> struct loader {
  T *load() const;
};
} // namespace own

void relations(const Employee &employee, own::lazy_shared_ptr<Employer> derived) {
  employee.employer.load()->name(); // expect: lazy
  employee.boss.load();             // expect: lazy
  employee.raw.load();              // expect: lazy
  employee.owned.load();            // expect: lazy
  derived.load();                   // expect: lazy
}

void quiet(Employee &employee, own::loader<Employer> other) {
  employee.employer->name();     // expect: forward
  (*employee.employer).name();   // expect: forward
  employee.employer.object_id(); // expect: free
  if (employee.employer)         // expect: free
    employee.employer.loaded();  // expect: free
  employee.boss.lock();          // expect: forward
  employee.details.load();       // expect: free
  other.load();
}

void queries(odb::database &db, unsigned long id) {
  odb::transaction t(1); // expect: scope
  odb::session s;        // expect: scope
  typedef odb::query<Employee> Query;
  odb::result<Employee> all = db.query<Employee>(Query("x")); // expect: rows
  for (auto &employee : all)                                  // expect: element forward
    employee.employer.load();                                 // expect: lazy
  for (auto i = all.begin(); i != all.end(); ++i) {           // expect: element forward
    i->employer.load();                                       // expect: lazy forward
    Employee copy;
    i.load(copy); // expect: forward
  }
  all.size();                              // expect: free
  db.load<Employee>(id);                   // expect: finder
  db.find<Employee>(id);                   // expect: finder
  Employee employee;
  db.load<Employee>(id, employee);         // expect: finder
  db.query_one<Employee>(Query("x"));      // expect: finder
  auto prepared = db.prepare_query<Employee>("name", "x"); // expect: builder
  prepared.execute();                      // expect: rows
  prepared.execute_one();                  // expect: finder
  db.execute("VACUUM");                    // expect: executor
  db.persist(employee);                    // expect: write
  db.update(employee);                     // expect: write
  db.erase(employee);                      // expect: write
}
