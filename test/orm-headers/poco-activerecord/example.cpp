// What the profile poco-activerecord recognises, and what it leaves alone. It
// compiles against POCO's own headers and against the double.
#include "Poco/ActiveRecord/ActiveRecord.h"
#include "Poco/ActiveRecord/Query.h"

using Poco::ActiveRecord::Context;
using Poco::ActiveRecord::Query;

// As POCO's code generator writes them.
class Role : public Poco::ActiveRecord::ActiveRecord<int> {
public:
  using Ptr = Poco::AutoPtr<Role>;
  const std::string &description() const;
  static Ptr find(Context::Ptr context, const ID &id);
  void insert() override;
  void update() override;
  void remove() override;
  static const std::vector<std::string> &columns();
  static const std::string &table();
};

class Employee : public Poco::ActiveRecord::ActiveRecord<int> {
public:
  using Ptr = Poco::AutoPtr<Employee>;
  const std::string &name() const;
  Role::Ptr role() const;
  int roleID() const;
  Employee &role(Role::Ptr value);
  Ptr self() const;         // no selfID()
  Ptr manager(int level) const; // takes an argument
  int managerID() const;
  static Ptr find(Context::Ptr context, const ID &id);
  // What people add by hand, each unlike generated code in one thing.
  static Ptr find(const std::string &name);
  static Ptr find(const std::string &name, int age);
  static Ptr find(Context::Ptr context, const ID &first, const ID &last);
  static int find(Context::Ptr context, const std::string &name);
  Ptr find(Context::Ptr context, long row) const;
  static Ptr load(Context::Ptr context, const ID &id);
  Ptr deputy(); // not const
  int deputyID() const;
  int deputyID(int level) const;
  int nextID(); // not const
  std::string title() const; // no row
  int titleID() const;
  void insert() override;
  void update() override;
  void remove() override;
  static const std::vector<std::string> &columns();
  static const std::string &table();
};

template <> class Poco::Data::TypeHandler<Employee> {
public:
  static std::size_t size();
  static void bind(std::size_t, const Employee &, AbstractBinder::Ptr, AbstractBinder::Direction);
  static void extract(std::size_t, Employee &, const Employee &, AbstractExtractor::Ptr);
  static void prepare(std::size_t, const Employee &, AbstractPreparator::Ptr);
};

// Looks the same, but is no row of a table.
class Plain {
public:
  Role::Ptr role() const;
  int roleID() const;
  static Role::Ptr find(Context::Ptr context, const int &id);
};

void use(int);
void use(const std::string &);

void rows(Context::Ptr context) {
  Query<Employee> query(context);           // expect: builder
  query.where("name = ?").bind("x");        // expect: builder
  query.orderBy("name").offset(1).limit(3); // expect: builder
  for (auto employee : query.execute())     // expect: rows
    use(employee->name());                  // expect: forward
}

void relations(Employee::Ptr employee, const Employee &row) {
  use(employee->role()->description()); // expect: lazy forward
  use(row.role()->description());       // expect: lazy
  use(employee->roleID());              // expect: key
  use(employee->id());                  // expect: free
  use(employee.isNull());               // expect: free
  employee->self();
  employee->manager(1);
  Employee(row).role(nullptr);
  employee->deputy();
  employee->deputyID(1);
  employee->nextID();
  employee->title();
  employee.get(); // expect: forward
}

void finders(Context::Ptr context) {
  Role::find(context, 1); // expect: finder
  Employee::find("x");
  Employee::find("x", 30);
  Employee::find(context, 1, 9);
  Employee::find(context, "x");
  Role::find(context, 1)->isValid(); // expect: finder free
  Employee().find(context, 1L);
  Employee::load(context, 1);
  Plain::find(context, 1);
  Plain().role();
}

void writes(Role::Ptr role, Context::Ptr context) {
  role->create(context); // expect: write
  role->insert();        // expect: write
  role->update();        // expect: write
  role->remove();        // expect: write
}
