// The ODB adapter on the library itself, with and without a session, on SQLite in memory.
// test/realworld/runtime/run builds and runs it.
#include "models-odb.hxx"

#include "checks.h"

#include <nplus1/odb.hpp>

#include <odb/schema-catalog.hxx>
#include <odb/sqlite/database.hxx>
#include <odb/tracer.hxx>
#include <odb/transaction.hxx>

#include <vector>

namespace {

enum class Kind { book, movie };
struct Action {
  Kind kind;
  unsigned long target;
};

struct Counter : odb::tracer {
  int queries = 0;
  void execute(odb::connection &, const char *statement) override {
    queries += std::string(statement).compare(0, 6, "SELECT") == 0;
  }
};

void fill(odb::database &db) {
  odb::transaction transaction(db.begin());
  odb::schema_catalog::create_schema(db);
  for (unsigned long id = 1; id <= 2500; ++id) {
    db.persist(Book{id, "book " + std::to_string(id)});
    db.persist(Movie{id, "movie " + std::to_string(id)});
  }
  std::vector<std::shared_ptr<Employer>> employers;
  for (unsigned long id = 1; id <= 20; ++id) {
    employers.push_back(std::make_shared<Employer>(Employer{id, "employer " + std::to_string(id)}));
    db.persist(employers.back());
  }
  for (unsigned long id = 1; id <= 100; ++id)
    db.persist(Employee{id, employers[id % 20]});
  transaction.commit();
}

void genericKeys(odb::database &db, Counter &counter) {
  std::vector<Action> actions;
  for (unsigned long i = 0; i < 500; ++i)
    actions.push_back({i % 2 ? Kind::movie : Kind::book, i % 200 + 1});
  odb::transaction transaction(db.begin());
  std::string lazy, batched;
  counter.queries = 0;
  for (const Action &action : actions)
    lazy += action.kind == Kind::book ? db.load<Book>(action.target)->title
                                      : db.load<Movie>(action.target)->title;
  const int before = counter.queries;
  counter.queries = 0;
  auto targets =
      nplus1::by_type(db, actions, nplus1::type<Book>(Kind::book), nplus1::type<Movie>(Kind::movie),
                      [](const Action &action) { return std::pair(action.kind, action.target); });
  for (const Action &action : actions)
    batched += action.kind == Kind::book ? targets.find<Book>(action.target)->title
                                         : targets.find<Movie>(action.target)->title;
  check(before == 500 && counter.queries == 2, "generic key: " + std::to_string(before) +
                                                   " queries -> " +
                                                   std::to_string(counter.queries));
  check(lazy == batched, "generic key: the same result");
  transaction.commit();
}

void chunksAndMissing(odb::database &db, Counter &counter) {
  std::vector<unsigned long> ids;
  for (unsigned long id = 1; id <= 2500; ++id)
    ids.push_back(id);
  odb::transaction transaction(db.begin());
  counter.queries = 0;
  auto books = nplus1::batch<Book>(db, ids, [](unsigned long id) { return id; });
  bool all = true;
  for (unsigned long id : ids)
    all &= books.find(id)->id == id;
  check(all && counter.queries == 3, "2500 keys: " + std::to_string(counter.queries) + " queries");

  books.find(1ul)->title = "changed";
  check(books.find(1ul)->title == "book 1", "without a session every object is the caller's own");
  try {
    books.find(9999ul);
    check(false, "a missing object throws");
  } catch (const odb::object_not_persistent &) {
    check(true, "a missing object throws object_not_persistent");
  }
  transaction.commit();
}

void sessions(odb::database &db, Counter &counter) {
  const auto employees = [&] {
    std::vector<std::shared_ptr<Employee>> rows;
    auto result = db.query<Employee>();
    for (auto row = result.begin(); row != result.end(); ++row)
      rows.push_back(row.load());
    return rows;
  };
  std::string lazy, prefetched;
  int before = 0;
  {
    odb::session session;
    odb::transaction transaction(db.begin());
    counter.queries = 0;
    for (const auto &employee : employees())
      lazy += employee->employer.load()->name;
    before = counter.queries;
    transaction.commit();
  }
  {
    odb::session session;
    odb::transaction transaction(db.begin());
    counter.queries = 0;
    auto rows = employees();
    for (const auto &employee : nplus1::prefetched<Employer>(
             db, rows, [](const auto &employee) { return employee->employer; }))
      prefetched += employee->employer.load()->name;
    check(before == 21 && counter.queries == 2, "a session: " + std::to_string(before) +
                                                    " queries -> " +
                                                    std::to_string(counter.queries));
    check(lazy == prefetched, "a session: the same result");
    check(rows[0]->employer.load() == rows[20]->employer.load(), "a session shares its objects");
    auto employers =
        nplus1::batch<Employer>(db, rows, [](const auto &employee) { return employee->employer; });
    check(employers.find(1ul) == db.load<Employer>(1), "and a batch gives the session's object");
    transaction.commit();
  }
}

} // namespace

int main() {
  odb::sqlite::database db(
      ":memory:", SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, true, "",
      std::unique_ptr<odb::sqlite::connection_factory>(new odb::sqlite::single_connection_factory));
  Counter counter;
  fill(db);
  db.tracer(counter);
  genericKeys(db, counter);
  chunksAndMissing(db, counter);
  sessions(db, counter);
  return failures != 0;
}
