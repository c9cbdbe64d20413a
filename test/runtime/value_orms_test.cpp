// nplus1::batch for ORMs that return rows by value: drogon (also in coroutines), sqlite_orm and
// Lightweight, on API doubles.
#include <nplus1/drogon.hpp>
#include <nplus1/lightweight.hpp>
#include <nplus1/sqlite_orm.hpp>

#include <gtest/gtest.h>

struct User {
  using PrimaryKeyType = int;
  static inline const std::string primaryKeyName = "id";
  int id;
  std::string name;
  int getPrimaryKey() const { return id; }
};
template <> struct nplus1::sqlite_orm_key<User> {
  static constexpr auto member = &User::id;
};

struct Person {
  Lightweight::Field<int> id;
  std::string name;
};

namespace {

class ValueOrms : public testing::Test {
protected:
  void SetUp() override {
    doubles::memory_table<User, int>::rows() = {{1, {1, "ann"}}, {2, {2, "bob"}}};
    doubles::memory_table<Person, int>::rows() = {{1, {1, "ann"}}, {2, {2, "bob"}}};
    doubles::queries = 0;
  }

  drogon::orm::DbClientPtr client = std::make_shared<drogon::orm::DbClient>();
  /// As drogon's column getters return them.
  const std::vector<std::shared_ptr<int>> keys = {
      std::make_shared<int>(1), std::make_shared<int>(2), nullptr, std::make_shared<int>(9)};
};

const auto same = [](const auto &key) { return key; };

TEST_F(ValueOrms, Drogon) {
  auto users = nplus1::batch<User>(client, keys, same);
  EXPECT_EQ(users.find(*keys[0]).name, "ann");
  EXPECT_EQ(users.find(keys[1]).name, "bob");
  EXPECT_THROW(users.find(9), drogon::orm::UnexpectedRows);
  EXPECT_EQ(doubles::queries, 1);
}

drogon::Task<std::string> namesOf(drogon::orm::DbClientPtr client,
                                  const std::vector<std::shared_ptr<int>> &keys) {
  auto users = nplus1::coro_batch<User>(client, keys, same);
  std::string names;
  for (int key : {1, 2, 1})
    names += (co_await users.find(key)).name + " ";
  for (int key : {9, 77, 77}) {
    try {
      (void)co_await users.find(key);
    } catch (const drogon::orm::UnexpectedRows &) {
      names += "none ";
    }
  }
  co_return names;
}

TEST_F(ValueOrms, DrogonInACoroutine) {
  EXPECT_EQ(namesOf(client, keys).run(), "ann bob ann none none none ");
  EXPECT_EQ(doubles::queries, 2) << "the batch, and the key that no row had";
}

TEST_F(ValueOrms, SqliteOrm) {
  sqlite_orm::internal::storage_t<User> storage;
  storage.limit.variable_number(2);
  auto users = nplus1::batch<User>(storage, keys, same);
  EXPECT_EQ(users.find(1).name, "ann");
  EXPECT_EQ(doubles::last_keys, 2u);
  EXPECT_EQ(users.find(2).name, "bob");
  EXPECT_EQ(doubles::queries, 1);
  EXPECT_THROW(users.find(9), std::system_error);
  EXPECT_EQ(doubles::queries, 2);
}

TEST_F(ValueOrms, Lightweight) {
  Lightweight::DataMapper mapper;
  auto people = nplus1::batch<Person>(mapper, keys, same);
  EXPECT_EQ(people.find(1)->name, "ann");
  EXPECT_FALSE(people.find(9));
  EXPECT_EQ(doubles::queries, 1);
}

/// References of one ORM's rows, loaded from `context`.
template <class Lazy, class Context> std::string namesOf(Context &context) {
  struct Row {
    Lazy user;
  };
  std::vector<Row> rows(3);
  rows[0].user = 1;
  rows[1].user = 2;
  nplus1::peers(context, rows, &Row::user);
  rows[2].user = 2;
  std::string names;
  for (const Row &row : rows)
    names += row.user->name + " ";
  return names;
}

TEST_F(ValueOrms, ReferencesLoadTogether) {
  EXPECT_EQ(namesOf<nplus1::lazy<User>>(client), "ann bob bob ");
  EXPECT_EQ(doubles::queries, 1) << "drogon";
  Lightweight::DataMapper mapper;
  EXPECT_EQ(namesOf<nplus1::lazy<Person>>(mapper), "ann bob bob ");
  EXPECT_EQ(doubles::queries, 2) << "Lightweight";
  using Storage = sqlite_orm::internal::storage_t<User>;
  Storage storage;
  EXPECT_EQ((namesOf<nplus1::lazy<User, Storage>>(storage)), "ann bob bob ");
  EXPECT_EQ(doubles::queries, 3) << "sqlite_orm";
}

TEST_F(ValueOrms, GenericReferencesLoadTogetherAndMissingRowsThrow) {
  using Storage = sqlite_orm::internal::storage_t<User>;
  struct Row {
    nplus1::generic<User> drogon;
    nplus1::generic_in<Storage, User> sqlite;
  };
  std::vector<Row> rows(2);
  for (int i = 0; i < 2; ++i) {
    rows[i].drogon.refer<User>(i * 8 + 1);
    rows[i].sqlite.refer<User>(i * 8 + 1);
  }
  Storage storage;
  nplus1::peers(client, rows, &Row::drogon);
  nplus1::peers(storage, rows, &Row::sqlite);
  EXPECT_EQ(rows[0].drogon.as<User>()->name, "ann");
  EXPECT_EQ(rows[0].sqlite.as<User>()->name, "ann");
  EXPECT_THROW(rows[1].drogon.as<User>().get(), drogon::orm::UnexpectedRows);
  EXPECT_THROW(rows[1].sqlite.as<User>().get(), std::system_error);
  EXPECT_EQ(doubles::queries, 2);
}

} // namespace
