// What the profile odb recognises, and what it leaves alone.
#include <odb/boost/lazy-ptr.hxx>
#include <odb/core.hxx>
#include <odb/qt/lazy-ptr.hxx>
#include <odb/tr1/lazy-ptr.hxx>

#include <string>

class Employer {
public:
  const std::string &name() const;
};
// As the ODB compiler writes it for a class with session support, and without.
class Office {};
template <> class odb::access::object_traits<Office> {
public:
  typedef odb::pointer_cache_traits<std::shared_ptr<Office>, odb::session> pointer_cache_traits;
};
template <> class odb::access::object_traits<Employer> {
public:
  typedef odb::no_op_pointer_cache_traits<std::shared_ptr<Employer>> pointer_cache_traits;
};
class Employee {
public:
  odb::lazy_shared_ptr<Office> office;
  odb::lazy_weak_ptr<Office> nearest;
  odb::lazy_shared_ptr<Employer> employer;
  odb::lazy_weak_ptr<Employee> boss;
  odb::lazy_ptr<Employee> raw;
  odb::lazy_ptr<Office> former;
  odb::lazy_unique_ptr<Office> built;
  odb::lazy_unique_ptr<Employer> owned;
  odb::section details;
};

// build2's bpkg has its own class of the same name.
namespace own {
struct session {};
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
  employee.former.load();           // expect: lazy
  employee.built.load();            // expect: lazy
  employee.owned.load();            // expect: lazy
  derived.load();                   // expect: lazy
  employee.office.load();           // expect: lazy
  employee.nearest.load();          // expect: lazy
}

void otherPointers(odb::boost::lazy_shared_ptr<Employer> boost,
                   odb::boost::lazy_weak_ptr<Employer> weak,
                   odb::tr1::lazy_shared_ptr<Employer> tr1, QLazySharedPointer<Employer> qt) {
  boost.load();      // expect: lazy
  weak.load();       // expect: lazy
  weak.lock();       // expect: forward
  boost->name();     // expect: forward
  boost.object_id(); // expect: free
  tr1.load();        // expect: lazy
  tr1->name();       // expect: forward
  tr1.loaded();      // expect: free
  qt.load();         // expect: lazy
  qt->name();        // expect: forward
  qt.objectId();     // expect: free
}

void quiet(Employee &employee, own::loader<Employer> other) {
  own::session();
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
  all.size();            // expect: free
  db.load<Employee>(id); // expect: finder
  db.load<Office>(id);   // expect: finder
  db.find<Employee>(id); // expect: finder
  db.find<Office>(id);   // expect: finder
  Employee employee;
  db.load<Employee>(id, employee);                         // expect: finder
  Office office;
  db.find<Employee>(id, employee);         // expect: finder
  db.find<Office>(id, office);             // expect: finder
  db.load<Office>(id, office);             // expect: finder
  db.load(employee, employee.details);                     // expect: finder
  db.reload(employee);                                     // expect: finder
  db.query_one<Employee>(Query("x"));                      // expect: finder
  auto prepared = db.prepare_query<Employee>("name", "x"); // expect: builder
  prepared.execute();                                      // expect: rows
  prepared.execute_one();                                  // expect: finder
  db.execute("VACUUM");                                    // expect: executor
  db.persist(employee);                                    // expect: write
  db.update(employee);                                     // expect: write
  db.erase(employee);                                      // expect: write
}
