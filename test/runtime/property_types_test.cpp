// Property tests of nplus1::by_type over any number of types, 1 to 6, with generic keys in the
// loaded objects, too, and of nplus1::peers. The database is a map in memory, so that every
// statement about queries is exact.
#include <nplus1/by_type.hpp>
#include <nplus1/peers.hpp>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace {

constexpr int most_types = 6;

/// A type tag and a key; the tag may be nobody's, the key dangling.
using Generic = std::optional<std::pair<int, int>>;

template <int N> struct Thing {
  int id;
  Generic next;
};

struct Memory {
  std::map<int, Generic> tables[most_types];
  std::size_t limit = 1000;
  int queries = 0;

  /// The lazy program's finder.
  template <int N> std::optional<Thing<N>> find(int id) {
    ++queries;
    const auto row = tables[N].find(id);
    return row == tables[N].end() ? std::nullopt : std::optional(Thing<N>{id, row->second});
  }
};

/// A row with two generic keys, which hold keys of different types.
struct Row {
  std::optional<int> kind;
  std::optional<int> key;
  int other_kind;
  std::optional<std::string> other_key;
};

} // namespace

template <int N> struct nplus1::adapter<Thing<N>, Memory> : nplus1::adapter_defaults<int> {
  using context_type = Memory *;
  using stored_type = Thing<N>;
  using result_type = std::optional<Thing<N>>;
  using rows_type = std::vector<Thing<N>>;

  static context_type hold(Memory &memory) { return &memory; }
  static std::size_t max_keys(context_type memory) { return memory->limit; }
  static rows_type query(context_type memory, key_span<int> keys) {
    ++memory->queries;
    rows_type rows;
    for (int key : keys)
      if (const auto row = memory->tables[N].find(key); row != memory->tables[N].end())
        rows.push_back({key, row->second});
    return rows;
  }
  template <class Take> static bool read(context_type, rows_type &rows, Take take) {
    for (auto &row : rows)
      take(int(row.id), std::move(row));
    return true;
  }
  static bool find(context_type memory, int key, std::optional<stored_type> &row) {
    row = memory->find<N>(key);
    return true;
  }
  static result_type give(context_type, const stored_type &row) { return row; }
  static result_type missing(const context_type *, const int *) { return std::nullopt; }
  static const stored_type &view(const stored_type &row) { return row; }
};

namespace {

/// What a program prints for a generic key: the target and, to some depth, where it leads.
template <int Types, class Find>
std::string walk(const Generic &generic, int depth, const Find &find) {
  std::string text = "none;";
  const auto visit = [&](auto n) {
    if (!generic || generic->first != n)
      return;
    if (const auto thing = find(n, generic->second)) {
      text = std::to_string(n) + ":" + std::to_string(thing->id) + " ";
      if (depth > 0)
        text += walk<Types>(thing->next, depth - 1, find);
    }
  };
  [&]<int... N>(std::integer_sequence<int, N...>) {
    (visit(std::integral_constant<int, N>()), ...);
  }(std::make_integer_sequence<int, Types>());
  return text;
}

std::vector<Generic> genericsOf(const Row &row) {
  std::vector<Generic> generics(2);
  if (row.kind && row.key)
    generics[0] = {*row.kind, *row.key};
  if (row.other_key)
    generics[1] = {row.other_kind, std::stoi(*row.other_key)};
  return generics;
}

template <int Types, int... N>
auto targetsOf(Memory &memory, const std::vector<Row> &rows, std::integer_sequence<int, N...>) {
  return nplus1::by_type(
      memory, rows,
      nplus1::type<Thing<N>>(N).refers_to([](const auto &thing) { return thing.next; })...,
      [](const Row &row) { return std::pair(row.kind, row.key); },
      [](const Row &row) { return std::pair(row.other_kind, row.other_key); });
}

template <int Types> void holds(Memory memory, const std::vector<Row> &rows, int depth) {
  std::string lazy, batched;
  for (const Row &row : rows)
    for (const Generic &generic : genericsOf(row))
      lazy += walk<Types>(generic, depth, [&](auto n, int key) { return memory.find<n>(key); });
  const int lazyQueries = std::exchange(memory.queries, 0);

  auto targets = targetsOf<Types>(memory, rows, std::make_integer_sequence<int, Types>());
  for (const Row &row : rows)
    for (const Generic &generic : genericsOf(row))
      batched += walk<Types>(generic, depth,
                             [&](auto n, int key) { return nplus1::find<Thing<n>>(targets, key); });
  RC_ASSERT(batched == lazy);
  RC_ASSERT(memory.queries <= lazyQueries);

  if (depth > 0)
    return;
  std::map<int, std::set<int>> keys;
  for (const Row &row : rows)
    for (const Generic &generic : genericsOf(row))
      if (generic && generic->first >= 0 && generic->first < Types)
        keys[generic->first].insert(generic->second);
  std::size_t formula = 0;
  for (const auto &[type, distinct] : keys)
    formula += (distinct.size() + memory.limit - 1) / memory.limit;
  RC_ASSERT(std::size_t(memory.queries) == formula);
}

/// A program that shows all rows' targets, then all that those lead to, and so on.
template <int Types, class Find>
std::string level(std::vector<Generic> &generics, const Find &find) {
  std::string text;
  std::vector<Generic> next;
  for (const Generic &generic : generics) {
    const auto visit = [&](auto n) {
      if (generic && generic->first == n)
        if (const auto thing = find(n, generic->second)) {
          text += std::to_string(n) + ":" + std::to_string(thing->id) + " ";
          next.push_back(thing->next);
        }
    };
    [&]<int... N>(std::integer_sequence<int, N...>) {
      (visit(std::integral_constant<int, N>()), ...);
    }(std::make_integer_sequence<int, Types>());
  }
  generics = std::move(next);
  return text;
}

/// One query per type and level, and per further chunk; nothing is asked for twice.
template <int Types> void holdsByLevel(Memory memory, const std::vector<Row> &rows, int depth) {
  std::vector<Generic> lazyLevel;
  for (const Row &row : rows)
    for (const Generic &generic : genericsOf(row))
      lazyLevel.push_back(generic);
  auto batchedLevel = lazyLevel;
  std::string lazy, batched;
  std::set<std::pair<int, int>> asked;
  std::size_t formula = 0;
  for (int d = 0; d <= depth; ++d) {
    std::map<int, std::size_t> fresh;
    for (const Generic &generic : lazyLevel)
      if (generic && generic->first >= 0 && generic->first < Types && asked.insert(*generic).second)
        ++fresh[generic->first];
    for (const auto &[type, count] : fresh)
      formula += (count + memory.limit - 1) / memory.limit;
    lazy += level<Types>(lazyLevel, [&](auto n, int key) { return memory.find<n>(key); });
  }
  const int lazyQueries = std::exchange(memory.queries, 0);

  auto targets = targetsOf<Types>(memory, rows, std::make_integer_sequence<int, Types>());
  for (int d = 0; d <= depth; ++d)
    batched += level<Types>(batchedLevel,
                            [&](auto n, int key) { return nplus1::find<Thing<n>>(targets, key); });
  RC_ASSERT(batched == lazy);
  RC_ASSERT(memory.queries <= lazyQueries);
  RC_ASSERT(std::size_t(memory.queries) == formula);
}

Memory anyMemory() {
  Memory memory;
  const auto generic = rc::gen::pair(rc::gen::inRange(-1, most_types + 1), rc::gen::inRange(0, 9));
  for (auto &table : memory.tables)
    for (int id : *rc::gen::container<std::vector<int>>(rc::gen::inRange(0, 8)))
      if (const auto next = *rc::gen::pair(rc::gen::arbitrary<bool>(), generic); next.first)
        table[id] = next.second;
      else
        table[id] = std::nullopt;
  memory.limit = *rc::gen::element<std::size_t>(1, 2, 3, 1000);
  return memory;
}

std::vector<Row> anyRows() {
  std::vector<Row> rows(*rc::gen::inRange(0, 40));
  for (Row &row : rows) {
    if (*rc::gen::inRange(0, 5) > 0)
      row.kind = *rc::gen::inRange(-1, most_types + 1);
    if (*rc::gen::inRange(0, 5) > 0)
      row.key = *rc::gen::inRange(0, 10);
    row.other_kind = *rc::gen::inRange(-1, most_types + 1);
    if (*rc::gen::inRange(0, 5) > 0)
      row.other_key = std::to_string(*rc::gen::inRange(0, 10));
  }
  return rows;
}

template <int... N>
void forTypes(int types, int depth, bool byLevel, std::integer_sequence<int, N...>) {
  const Memory memory = anyMemory();
  const std::vector<Row> rows = anyRows();
  ((types != N + 1 ? void()
    : byLevel      ? holdsByLevel<N + 1>(memory, rows, depth)
                   : holds<N + 1>(memory, rows, depth)),
   ...);
}

constexpr auto allTypes = std::make_integer_sequence<int, most_types>();

RC_GTEST_PROP(AnyTypes, QueriesFollowTheFormula, ()) {
  forTypes(*rc::gen::inRange(1, most_types + 1), 0, false, allTypes);
}

RC_GTEST_PROP(AnyTypes, NestedKeysGiveTheLazyResultWithNeverMoreQueries, ()) {
  forTypes(*rc::gen::inRange(1, most_types + 1), *rc::gen::inRange(1, 6), false, allTypes);
}

RC_GTEST_PROP(AnyTypes, NestedKeysLevelByLevelFollowTheFormula, ()) {
  forTypes(*rc::gen::inRange(1, most_types + 1), *rc::gen::inRange(1, 6), true, allTypes);
}

struct Entry {
  nplus1::lazy<Thing<0>, Memory> one;
  nplus1::generic_in<Memory, Thing<0>, Thing<1>> other;
};

/// Sets the references of a row: to something, to a missing row, or to nothing.
void refer(Entry &entry, const Row &row) {
  entry.one = row.key;
  entry.other.refer(row.other_kind, row.other_key, nplus1::type<Thing<0>>(0),
                    nplus1::type<Thing<1>>(1));
}

/// What `row` shows of its references, read by `find`; the types and keys that it asks for.
template <class Find>
std::string show(const Row &row, const Find &find, std::set<std::pair<int, int>> &asked) {
  std::string text;
  const auto visit = [&](auto n, std::optional<int> key) {
    if (!key)
      return;
    asked.insert({n, *key});
    text += find(n, *key) ? std::to_string(*key) + " " : "none ";
  };
  visit(std::integral_constant<int, 0>(), row.key);
  if (row.other_key && row.other_kind == 0)
    visit(std::integral_constant<int, 0>(), std::stoi(*row.other_key));
  if (row.other_key && row.other_kind == 1)
    visit(std::integral_constant<int, 1>(), std::stoi(*row.other_key));
  return text;
}

RC_GTEST_PROP(Peers, GiveTheLazyResultWithNeverMoreQueries, ()) {
  Memory memory = anyMemory();
  const std::vector<Row> rows = anyRows();
  std::vector<Entry> entries(rows.size());
  const std::size_t setBefore = *rc::gen::inRange<std::size_t>(0, rows.size() + 1);
  for (std::size_t i = 0; i < setBefore; ++i)
    refer(entries[i], rows[i]);
  nplus1::peers(memory, entries, &Entry::one, &Entry::other);
  for (std::size_t i = setBefore; i < rows.size(); ++i)
    refer(entries[i], rows[i]);
  RC_ASSERT(memory.queries == 0);

  const std::size_t read = *rc::gen::inRange<std::size_t>(0, rows.size() + 1);
  std::string lazy, together;
  std::set<std::pair<int, int>> asked;
  const bool backwards = *rc::gen::arbitrary<bool>();
  const auto at = [&](std::size_t i) { return backwards ? rows.size() - 1 - i : i; };
  for (std::size_t i = 0; i < read; ++i)
    lazy +=
        show(rows[at(i)], [&](auto n, int key) { return memory.find<n>(key).has_value(); }, asked);
  const int lazyQueries = std::exchange(memory.queries, 0);
  for (std::size_t i = 0; i < read; ++i) {
    const Entry &entry = entries[at(i)];
    if (entry.one)
      together += entry.one.get() ? std::to_string(entry.one->id) + " " : "none ";
    entry.other.visit([&](const auto &target) {
      if (target)
        together += target.get() ? std::to_string(target->id) + " " : "none ";
    });
  }
  RC_ASSERT(together == lazy);
  RC_ASSERT(memory.queries <= lazyQueries);
  if (read < rows.size())
    return;
  std::size_t formula = 0;
  for (int type : {0, 1}) {
    const auto count = static_cast<std::size_t>(std::count_if(
        asked.begin(), asked.end(), [&](const auto &one) { return one.first == type; }));
    formula += (count + memory.limit - 1) / memory.limit;
  }
  RC_ASSERT(std::size_t(memory.queries) == formula);
}

} // namespace
