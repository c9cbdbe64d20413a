// The Lightweight adapter on the library itself, on SQLite in memory through ODBC.
// test/realworld/runtime/run builds and runs it.
#include "checks.h"

#include <nplus1/lightweight.hpp>

#include <string>
#include <vector>

using namespace Lightweight;

struct Book {
  static constexpr std::string_view TableName = "book";
  Field<uint64_t, PrimaryKey::AutoAssign> id;
  Field<SqlAnsiString<40>> title;
};
struct Movie {
  static constexpr std::string_view TableName = "movie";
  Field<uint64_t, PrimaryKey::AutoAssign> id;
  Field<SqlAnsiString<40>> title;
};

namespace {

enum class Kind { book, movie };
struct Action {
  Kind kind;
  uint64_t target;
};

/// Counts what the library logs as executed.
struct Counter : SqlLogger::Null {
  int queries = 0;
  void count(std::string_view sql) { queries += sql.starts_with("SELECT"); }
  void OnExecute(std::string_view const &sql) override { count(sql); }
  void OnExecuteDirect(std::string_view const &sql) override { count(sql); }
};

void fill(DataMapper &mapper) {
  mapper.CreateTables<Book, Movie>();
  SqlStatement statement(mapper.Connection());
  for (const char *table : {"book", "movie"})
    (void)statement.ExecuteDirect(
        std::string("INSERT INTO ") + table +
        " WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE "
        "i < 2500) SELECT i, '" +
        table + " ' || i FROM n");
}

void genericKeys(DataMapper &mapper, Counter &counter) {
  std::vector<Action> actions;
  for (uint64_t i = 0; i < 500; ++i)
    actions.push_back({i % 2 ? Kind::movie : Kind::book, i % 200 + 1});
  std::string lazy, batched;
  counter.queries = 0;
  for (const Action &action : actions)
    lazy += action.kind == Kind::book
                ? mapper.QuerySingle<Book>(action.target)->title.Value().c_str()
                : mapper.QuerySingle<Movie>(action.target)->title.Value().c_str();
  const int before = counter.queries;
  counter.queries = 0;
  auto targets = nplus1::by_type(
      mapper, actions, nplus1::type<Book>(Kind::book), nplus1::type<Movie>(Kind::movie),
      [](const Action &action) { return std::pair(action.kind, action.target); });
  for (const Action &action : actions)
    batched += action.kind == Kind::book
                   ? targets.find<Book>(action.target)->title.Value().c_str()
                   : targets.find<Movie>(action.target)->title.Value().c_str();
  check(before == 500 && counter.queries == 2, "generic key: " + std::to_string(before) +
                                                   " queries -> " +
                                                   std::to_string(counter.queries));
  check(lazy == batched && !lazy.empty(), "generic key: the same result");
}

void chunksCopiesAndMissing(DataMapper &mapper, Counter &counter) {
  std::vector<uint64_t> ids;
  for (uint64_t id = 1; id <= 2500; ++id)
    ids.push_back(id);
  counter.queries = 0;
  auto books = nplus1::batch<Book>(mapper, ids, [](uint64_t id) { return id; });
  bool all = true;
  for (uint64_t id : ids)
    all &= books.find(id)->id.Value() == id;
  check(all && counter.queries == 3, "2500 keys: " + std::to_string(counter.queries) + " queries");
  auto first = books.find(1);
  first->title = "changed";
  check(books.find(1)->title.Value() == "book 1", "what find() returns is the caller's own copy");
  check(!books.find(9999), "a missing row is null");
}

} // namespace

int main() {
  SqlConnection::SetDefaultConnectionString(
      SqlConnectionString{"DRIVER=SQLite3;Database=:memory:"});
  DataMapper mapper;
  fill(mapper);
  Counter counter;
  SqlLogger::SetLogger(counter);
  genericKeys(mapper, counter);
  chunksCopiesAndMissing(mapper, counter);
  SqlLogger::SetLogger(SqlLogger::NullLogger());
  return failures != 0;
}
