// What the profile drogon-orm recognises, and what it leaves alone.
#include <drogon/orm/Mapper.h>

using namespace drogon::orm;

// As drogon_ctl generates them: rows are known by the Mapper that befriends them.
class Department {
public:
  const std::string &getName() const;
  friend Mapper<Department>;
};
class Skill {
public:
  friend Mapper<Skill>;
};
class Person {
public:
  Department getDepartment(const DbClientPtr &client) const;
  void getDepartment(const DbClientPtr &client, const std::function<void(Department)> &,
                     const ExceptionCallback &) const;
  std::vector<Skill> getSkills(const DbClientPtr &client) const;
  const std::shared_ptr<int> &getDepartmentId() const;
  int getValueOfDepartmentId() const;
  // What people add by hand, each unlike an accessor in one thing.
  Department getDepartmentForUpdate(const DbClientPtr &client);
  Department getDepartmentIn(int year) const;
  Department getEither(const DbClientPtr &client, int first, int second) const;
  Department bestDepartment(const DbClientPtr &client) const;
  std::vector<Skill> getSkillsForUpdate(const DbClientPtr &client);
  std::vector<Skill> getSkillsIn(int year) const;
  std::vector<Skill> getSomeSkills(const DbClientPtr &client, int count) const;
  Department getFormerDepartment(const DbClientPtr &client) const;
  int getRating(const DbClientPtr &client) const;
  int getRatingId() const;
  int getDepartmentForUpdateId() const;
  int getDepartmentInId() const;
  int getEitherId() const;
  void getReady(const DbClientPtr &client, int, int);
  void getReady(const DbClientPtr &client) const;
  void getReady(int, int, int) const;
  int getSum(const DbClientPtr &client, int, int) const;
  friend Mapper<Person>;
};

struct Iterator {
  const int *operator->() const;
  int operator*() const;
  void operator>>(int &) const;
};

// Has accessors of the same form, but is no row.
class Service {
public:
  Department getDepartment(const DbClientPtr &client) const;
  Department findByPrimaryKey(int) const;
};

void relations(const Person &person, const DbClientPtr &client) {
  person.getDepartment(client).getName();                        // expect: lazy
  person.getDepartment(client, [](Department) {}, [](auto &) {}); // expect: lazy
  person.getFormerDepartment(client);                            // expect: lazy
  person.getSkills(client);                                      // expect: lazy
}

void queries(const DbClientPtr &client) {
  Mapper<Person> mapper(client);
  for (const auto &person : mapper.orderBy("id").limit(3).findAll()) // expect: builder rows
    mapper.findByPrimaryKey(*person.getDepartmentId());               // expect: finder
  mapper.findByPrimaryKey(1);                                         // expect: finder
  mapper.findByPrimaryKey(1, [](Person) {}, [](auto &) {});           // expect: finder
  mapper.findFutureByPrimaryKey(1).get();                             // expect: finder
  mapper.findOne(Criteria("id", CompareOperator::EQ, 1));             // expect: finder pure
  mapper.findBy(Criteria());                                          // expect: rows
  mapper.count();                                                     // expect: count
  CoroMapper<Person>(client).findByPrimaryKey(1);                     // expect: finder
  CoroMapper<Person>(client).findAll();                               // expect: rows
}

void sql(const DbClientPtr &client) {
  for (const auto &row : client->execSqlSync("select 1")) // expect: executor element forward
    row["id"].as<int>();                                  // expect: free
  *client << "select 1" << 5 >> [](const Result &) {};    // expect: builder executor
  client->newTransaction();                               // expect: scope
}

void writes(const DbClientPtr &client, Person person) {
  Mapper<Person> mapper(client);
  mapper.insert(person);    // expect: write
  mapper.update(person);    // expect: write
  mapper.deleteOne(person); // expect: write
}

void quiet(const Person &person, const Service &service, const DbClientPtr &client) {
  person.getDepartmentId();
  person.getValueOfDepartmentId();
  service.getDepartment(client);
  service.findByPrimaryKey(1);
  Criteria().criteriaString(); // expect: pure
}

void quietIterator(Iterator own, int &value) {
  *own;
  own >> value;
}

void quietToo(const Person &person, Person &writable, const DbClientPtr &client) {
  writable.getDepartmentForUpdate(client);
  person.getDepartmentIn(2020);
  person.getEither(client, 1, 2);
  person.bestDepartment(client);
  writable.getSkillsForUpdate(client);
  person.getSkillsIn(2020);
  person.getSomeSkills(client, 3);
  person.getRating(client);
  writable.getReady(client, 1, 2);
  person.getReady(client);
  person.getReady(1, 2, 3);
  person.getSum(client, 1, 2);
}
