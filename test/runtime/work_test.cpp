// What the runtime does, counted on a database in memory whose keys count how often they are hashed
// and compared: row 7 of the subtleties (the join is linear) and row 16 (composite keys).
#include <nplus1/by_type.hpp>
#include <nplus1/grouped.hpp>
#include <nplus1/peers.hpp>

#include <gtest/gtest.h>

#include <map>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

namespace {

std::size_t steps = 0;

struct Number {
  int value;
  friend bool operator==(const Number &a, const Number &b) {
    ++steps;
    return a.value == b.value;
  }
};
/// A row of a table whose key is (order, line).
using Pair = std::tuple<int, std::string>;

template <class Key> struct Thing {
  Key key;
};
struct Memory {
  std::size_t limit = 100;
  int queries = 0;
};

} // namespace

template <> struct nplus1::key_hash<Number> {
  std::size_t operator()(const Number &key) const {
    ++steps;
    return static_cast<std::size_t>(key.value);
  }
};

/// Every key that is not negative, or is not of order 0, has a row.
inline bool exists(const Number &key) { return key.value >= 0; }
inline bool exists(const Pair &key) { return std::get<0>(key) != 0; }
inline bool exists(const std::string &) { return true; }

/// The key as the table spells it: accents are equal to their letters there.
inline const Number &spelled(const Number &key) { return key; }
inline const Pair &spelled(const Pair &key) { return key; }
inline std::string spelled(const std::string &key) { return key == "c" ? key : key + "\u0301"; }

template <class Key> struct nplus1::adapter<Thing<Key>, Memory> : nplus1::adapter_defaults<Key> {
  using context_type = Memory *;
  using stored_type = Thing<Key>;
  using result_type = std::optional<Thing<Key>>;
  using rows_type = std::vector<Thing<Key>>;

  static context_type hold(Memory &memory) { return &memory; }
  static std::size_t max_keys(context_type memory) { return memory->limit; }
  static rows_type query(context_type memory, key_span<Key> keys) {
    ++memory->queries;
    rows_type rows;
    for (const Key &key : keys)
      if (exists(key))
        rows.push_back({spelled(key)});
    return rows;
  }
  template <class Take> static bool read(context_type, rows_type &rows, Take take) {
    for (const auto &row : rows)
      take(row.key, row);
    return true;
  }
  static bool find(context_type memory, const Key &key, std::optional<stored_type> &row) {
    ++memory->queries;
    if (exists(key))
      row = Thing<Key>{spelled(key)};
    return true;
  }
  static result_type give(context_type, const stored_type &row) { return row; }
  static result_type missing(const context_type *, const Key *) { return std::nullopt; }
  static const stored_type &view(const stored_type &row) { return row; }
};

namespace {

/// The steps that `run` takes for ten times as many rows, as a multiple.
template <class Run> double growth(Run run) {
  const auto taken = [&](int rows) {
    steps = 0;
    run(rows);
    return static_cast<double>(steps);
  };
  const double few = taken(2000);
  return taken(20000) / few;
}

std::vector<Number> numbers(int count) {
  std::vector<Number> all;
  for (int i = 0; i < count; ++i)
    all.push_back({i});
  return all;
}

const auto same = [](const auto &key) { return key; };

TEST(Row07, ABatchIsLinear) {
  EXPECT_LT(growth([](int count) {
              Memory memory;
              const auto rows = numbers(count);
              auto things = nplus1::batch<Thing<Number>>(memory, rows, same);
              for (const Number &row : rows)
                ASSERT_TRUE(things.find(row));
              ASSERT_EQ(memory.queries, count / 100);
            }),
            15);
}

TEST(Row07, GenericKeysAreLinear) {
  EXPECT_LT(growth([](int count) {
              Memory memory;
              const auto rows = numbers(count);
              auto things = nplus1::by_type(memory, rows, nplus1::type<Thing<Number>>(1),
                                            [](const Number &key) { return std::pair(1, key); });
              for (auto row = rows.rbegin(); row != rows.rend(); ++row)
                ASSERT_TRUE(things.find<Thing<Number>>(*row));
            }),
            15);
}

TEST(Row07, PeersAreLinear) {
  struct Row {
    nplus1::lazy<Thing<Number>, Memory> thing;
  };
  EXPECT_LT(growth([](int count) {
              Memory memory;
              std::vector<Row> rows(static_cast<std::size_t>(count));
              for (int i = 0; i < count; ++i)
                rows[static_cast<std::size_t>(i)].thing = Number{i};
              nplus1::peers(memory, rows, &Row::thing);
              for (const Row &row : rows)
                ASSERT_TRUE(row.thing.get());
              ASSERT_EQ(memory.queries, count / 100);
            }),
            15);
}

TEST(Row07, TheManySideIsLinear) {
  EXPECT_LT(growth([](int count) {
              const auto rows = numbers(count);
              auto things = nplus1::grouped(
                  rows, same,
                  [](auto keys) { return std::vector<Number>(keys.begin(), keys.end()); }, same,
                  100);
              for (const Number &row : rows)
                ASSERT_EQ(things.find(row).size(), 1u);
            }),
            15);
}

TEST(Row16, CompositeKeysAreTuples) {
  // For an adapter that has them; those of SQL tables refuse them
  // (compile_errors/composite_key.cpp).
  Memory memory;
  const std::vector<Pair> rows = {{1, "a"}, {1, "b"}, {2, "a"}, {1, "a"}, {0, "a"}};
  auto things = nplus1::batch<Thing<Pair>>(memory, rows, same);
  for (const Pair &row : rows) {
    const auto thing = things.find(row);
    ASSERT_EQ(thing.has_value(), std::get<0>(row) != 0);
    if (thing) {
      EXPECT_EQ(thing->key, row) << "both parts, never one of them";
    }
  }
  EXPECT_EQ(memory.queries, 1);
  EXPECT_TRUE(things.find(std::pair(2, "a"))) << "what converts to the tuple";
  EXPECT_EQ(memory.queries, 1);
}

TEST(Row33, AnEqualityThatIsTheDatabasesAloneCostsOneQueryMore) {
  Memory memory{2, 0};
  const std::vector<std::string> rows = {"a", "b", "d", "e", "f", "g"};
  auto things = nplus1::batch<Thing<std::string>>(memory, rows, same);
  for (const std::string &row : rows)
    EXPECT_EQ(things.find(row)->key, spelled(row));
  EXPECT_EQ(memory.queries, 7) << "after a query that explained nothing, as the lazy program";

  memory = {2, 0};
  const std::vector<std::string> mixed = {"a", "c", "d", "e"};
  auto some = nplus1::batch<Thing<std::string>>(memory, mixed, same);
  for (const std::string &row : mixed)
    EXPECT_EQ(some.find(row)->key, spelled(row));
  EXPECT_EQ(memory.queries, 2 + 3) << "a and c, a, d and e, d, e";
}

} // namespace
