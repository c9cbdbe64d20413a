// with: odb
//
// All objects of a class are in the session already.
#include <odb/core.hxx>

#include <string>

class Employer {
public:
  const std::string &name() const;
};
template <> class odb::access::object_traits<Employer> {
public:
  typedef odb::pointer_cache_traits<std::shared_ptr<Employer>, odb::session> pointer_cache_traits;
};
class Employee {
public:
  odb::lazy_shared_ptr<Employer> employer;
};

void print(const std::string &text);

void preloadedOk(odb::database &database) {
  odb::session session;
  for (auto &employer : database.query<Employer>())
    print(employer.name());
  for (auto &employee : database.query<Employee>())
    print(employee.employer.load()->name());
}

// Not all of them.
void firstOnlyBad(odb::database &database) {
  odb::session session;
  for (auto &employer : database.query<Employer>())
    if (employer.name().empty())
      break;
  for (auto &employee : database.query<Employee>())
    print(employee.employer.load()->name()); // expect: nplus1-lazy-relation employer
}
