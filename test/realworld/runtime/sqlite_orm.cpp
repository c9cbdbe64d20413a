// The sqlite_orm adapter on the library itself, on a database in memory. test/realworld/runtime/run
// builds and runs it.
#include "checks.h"

#include <nplus1/sqlite_orm.hpp>

#include <string>
#include <vector>

struct Book {
  int id;
  std::string title;
};
struct Movie {
  int id;
  std::string title;
};
template <> struct nplus1::sqlite_orm_key<Book> {
  static constexpr auto member = &Book::id;
};
template <> struct nplus1::sqlite_orm_key<Movie> {
  static constexpr auto member = &Movie::id;
};

namespace {

enum class Kind { book, movie, other };
struct Action {
  Kind kind;
  int target;
};

int queries = 0;
int count(unsigned, void *, void *, void *) {
  ++queries;
  return 0;
}
/// The library opens its connection itself: SQLite calls this for each.
int counted(sqlite3 *db, char **, const sqlite3_api_routines *) {
  return sqlite3_trace_v2(db, SQLITE_TRACE_STMT, count, nullptr);
}

auto opened() {
  using namespace sqlite_orm;
  auto storage = make_storage("",
                              make_table("book", make_column("id", &Book::id, primary_key()),
                                         make_column("title", &Book::title)),
                              make_table("movie", make_column("id", &Movie::id, primary_key()),
                                         make_column("title", &Movie::title)));
  storage.open_forever();
  storage.sync_schema();
  storage.transaction([&] {
    for (int id = 1; id <= 1000; ++id) {
      storage.replace(Book{id, "book " + std::to_string(id)});
      storage.replace(Movie{id, "movie " + std::to_string(id)});
    }
    return true;
  });
  return storage;
}

} // namespace

int main() {
  sqlite3_auto_extension(reinterpret_cast<void (*)()>(counted));
  auto storage = opened();
  std::vector<Action> actions;
  for (int i = 0; i < 3000; ++i)
    actions.push_back({i % 3 == 0   ? Kind::book
                       : i % 3 == 1 ? Kind::movie
                                    : Kind::other,
                       i % 700 + 1});

  std::string lazy, batched;
  queries = 0;
  for (const Action &action : actions)
    if (action.kind == Kind::book)
      lazy += storage.get<Book>(action.target).title;
    else if (action.kind == Kind::movie)
      lazy += storage.get<Movie>(action.target).title;
  const int before = queries;

  queries = 0;
  auto targets = nplus1::by_type(
      storage, actions, nplus1::type<Book>(Kind::book), nplus1::type<Movie>(Kind::movie),
      [](const Action &action) { return std::pair(action.kind, action.target); });
  for (const Action &action : actions)
    if (action.kind == Kind::book)
      batched += targets.find<Book>(action.target).title;
    else if (action.kind == Kind::movie)
      batched += targets.find<Movie>(action.target).title;
  check(before == 2000 && queries == 2,
        "generic key: " + std::to_string(before) + " queries -> " + std::to_string(queries));
  check(lazy == batched, "generic key: the same result");

  queries = 0;
  storage.limit.variable_number(100);
  auto books =
      nplus1::batch<Book>(storage, actions, [](const Action &action) { return action.target; });
  for (const Action &action : actions)
    books.find(action.target);
  check(queries == 7, "700 keys, 100 per query: " + std::to_string(queries) + " queries");

  const std::vector<int> missing = {1, 5000};
  auto some = nplus1::batch<Book>(storage, missing, [](int id) { return id; });
  check(some.find(1).title == "book 1", "a row beside a missing one");
  try {
    some.find(5000);
    check(false, "a missing row throws");
  } catch (const std::system_error &error) {
    check(error.code() == sqlite_orm::orm_error_code::not_found, "a missing row throws not_found");
  }

  auto first = some.find(1);
  first.title = "changed";
  check(some.find(1).title == "book 1", "what find() returns is the caller's own copy");
  return failures != 0;
}
