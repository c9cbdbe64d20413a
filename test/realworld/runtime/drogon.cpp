// The drogon adapter on the library itself, with models that drogon_ctl wrote (those of drogon's
// own tests), on SQLite in memory. test/realworld/runtime/run builds and runs it.
#include "checks.h"

#include <nplus1/drogon.hpp>

#include "Category.h"
#include "Tag.h"

#include <sqlite3.h>

#include <atomic>
#include <vector>

using namespace drogon::orm;
using drogon_model::sqlite3::Category;
using drogon_model::sqlite3::Tag;

namespace {

enum class Kind { category, tag };
struct Action {
  Kind kind;
  int64_t target;
};

/// The client has a thread of its own.
std::atomic<int> queries{0};
int count(unsigned, void *, void *, void *sql) {
  queries += std::string(static_cast<const char *>(sql)).compare(0, 6, "select") == 0;
  return 0;
}
/// The library opens its connection itself: SQLite calls this for each.
int counted(sqlite3 *db, char **, const sqlite3_api_routines *) {
  return sqlite3_trace_v2(db, SQLITE_TRACE_STMT, count, nullptr);
}

DbClientPtr opened() {
  auto client = DbClient::newSqlite3Client("filename=:memory:", 1);
  client->execSqlSync("CREATE TABLE category (id INTEGER PRIMARY KEY, name TEXT)");
  client->execSqlSync("CREATE TABLE tag (id INTEGER PRIMARY KEY, name TEXT)");
  for (const char *table : {"category", "tag"})
    client->execSqlSync(std::string("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM "
                                    "n WHERE i < 2500) INSERT INTO ") +
                        table + " SELECT i, '" + table + " ' || i FROM n");
  return client;
}

const auto target = [](const Action &action) { return std::pair(action.kind, action.target); };

void genericKeys(const DbClientPtr &client, const std::vector<Action> &actions) {
  std::string lazy, batched;
  queries = 0;
  for (const Action &action : actions)
    lazy += action.kind == Kind::category
                ? Mapper<Category>(client).findByPrimaryKey(action.target).getValueOfName()
                : Mapper<Tag>(client).findByPrimaryKey(action.target).getValueOfName();
  const int before = queries.exchange(0);
  auto targets = nplus1::by_type(client, actions, nplus1::type<Category>(Kind::category),
                                 nplus1::type<Tag>(Kind::tag), target);
  for (const Action &action : actions)
    batched += action.kind == Kind::category
                   ? targets.find<Category>(action.target).getValueOfName()
                   : targets.find<Tag>(action.target).getValueOfName();
  check(before == 500 && queries == 2,
        "generic key: " + std::to_string(before) + " queries -> " + std::to_string(queries));
  check(lazy == batched, "generic key: the same result");
}

void chunksCopiesAndMissing(const DbClientPtr &client) {
  std::vector<int64_t> ids;
  for (int64_t id = 1; id <= 2500; ++id)
    ids.push_back(id);
  queries = 0;
  auto tags = nplus1::batch<Tag>(client, ids, [](int64_t id) { return id; });
  bool all = true;
  for (int64_t id : ids)
    all &= tags.find(id).getValueOfId() == id;
  check(all && queries == 3, "2500 keys: " + std::to_string(queries) + " queries");
  auto first = tags.find(1);
  first.setName("changed");
  check(tags.find(1).getValueOfName() == "tag 1", "what find() returns is the caller's own copy");
  try {
    tags.find(9999);
    check(false, "a missing row throws");
  } catch (const UnexpectedRows &) {
    check(true, "a missing row throws UnexpectedRows");
  }
}

void transactions(const DbClientPtr &client) {
  const std::vector<int64_t> ids = {1, 2, 3};
  const auto transaction = client->newTransaction();
  transaction->execSqlSync("UPDATE tag SET name = 'mine' WHERE id = 2");
  auto tags = nplus1::batch<Tag>(DbClientPtr(transaction), ids, [](int64_t id) { return id; });
  check(tags.find(2).getValueOfName() == "mine", "a batch reads in the transaction it is given");
  transaction->rollback();
}

drogon::Task<> coroutine(DbClientPtr client, const std::vector<Action> &actions, int &found) {
  auto tags =
      nplus1::coro_batch<Tag>(client, actions, [](const Action &action) { return action.target; });
  for (const Action &action : actions)
    found += (co_await tags.find(action.target)).getValueOfId() == action.target;
}

} // namespace

int main() {
  sqlite3_auto_extension(reinterpret_cast<void (*)()>(counted));
  const auto client = opened();
  std::vector<Action> actions;
  for (int i = 0; i < 500; ++i)
    actions.push_back({i % 2 ? Kind::tag : Kind::category, i % 200 + 1});
  genericKeys(client, actions);
  chunksCopiesAndMissing(client);
  transactions(client);
  int found = 0;
  queries = 0;
  drogon::sync_wait(coroutine(client, actions, found));
  check(found == 500 && queries == 1,
        "a coroutine: 500 rows in " + std::to_string(queries) + " query");
  return failures != 0;
}
