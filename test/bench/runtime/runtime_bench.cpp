// What resolving the generic keys of a loop costs: one finder call per row (lazy), one IN query per
// type and a hash map by hand, and nplus1::by_type. POCO ActiveRecord on SQLite in memory, or, if
// PGPORT is set (test/runtime/postgres/with_server sets it), on that PostgreSQL.
//
// Prints Google Benchmark's table, then what docs/runtime-costs.md shows: the shortest of the
// repetitions, in CPU time on SQLite, in elapsed time on PostgreSQL, whose server works elsewhere.
#include <nplus1/guard/poco.hpp>
#include <nplus1/poco.hpp>

#include <Poco/Data/PostgreSQL/Connector.h>
#include <Poco/Data/SQLite/Connector.h>

#include <benchmark/benchmark.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <map>
#include <string>
#include <tuple>
#include <unordered_map>
#include <utility>
#include <vector>

namespace bench {

using Poco::Int64;
using Context = Poco::ActiveRecord::Context;
constexpr int max_types = 20;

/// Type N of the targets.
template <int N> class Target : public Poco::ActiveRecord::ActiveRecord<Int64> {
public:
  using Ptr = Poco::AutoPtr<Target>;
  Target() = default;
  Target(const Target &) = default;

  const std::string &name() const { return name_; }
  Int64 price() const { return price_; }

  static Ptr find(Context::Ptr context, const ID &id) {
    using namespace Poco::Data::Keywords;
    Ptr object(new Target);
    context->session() << "SELECT id, name, price FROM " + table() +
                              " WHERE id = " + context->statementPlaceholderProvider()->next(),
        into(object->mutableID()), into(*object), bind(id), now;
    return withContext(object, context);
  }
  void insert() override {}
  void update() override {}
  void remove() override {}
  static const std::vector<std::string> &columns() {
    static const std::vector<std::string> names = {"id", "name", "price"};
    return names;
  }
  static const std::string &table() {
    static const std::string name = "t" + std::to_string(N);
    return name;
  }

private:
  friend class Poco::Data::TypeHandler<Target>;
  std::string name_;
  Int64 price_ = 0;
};

struct Row {
  int kind;
  Int64 key;
};

} // namespace bench

template <int N> class Poco::Data::TypeHandler<bench::Target<N>> {
public:
  static std::size_t size() { return 2; }
  static void bind(std::size_t, const bench::Target<N> &, AbstractBinder::Ptr,
                   AbstractBinder::Direction) {}
  static void prepare(std::size_t, const bench::Target<N> &, AbstractPreparator::Ptr) {}
  static void extract(std::size_t pos, bench::Target<N> &target, const bench::Target<N> &fallback,
                      AbstractExtractor::Ptr extractor) {
    TypeHandler<std::string>::extract(pos, target.name_, fallback.name_, extractor);
    TypeHandler<Poco::Int64>::extract(pos + 1, target.price_, fallback.price_, extractor);
  }
};

namespace bench {

bool onPostgres() { return std::getenv("PGPORT") != nullptr; }

Context::Ptr connected() {
  if (!onPostgres()) {
    Poco::Data::SQLite::Connector::registerConnector();
    return new Context("SQLite", ":memory:");
  }
  const auto variable = [](const char *name) { return std::string(std::getenv(name)); };
  Poco::Data::PostgreSQL::Connector::registerConnector();
  return new Context("PostgreSQL", "host=" + variable("PGHOST") + " port=" + variable("PGPORT") +
                                       " user=" + variable("PGUSER") +
                                       " dbname=" + variable("PGDATABASE"));
}

/// Each type has as many targets as the largest number of rows needs.
Context::Ptr database() {
  static const Context::Ptr context = [] {
    using Poco::Data::Keywords::now;
    Context::Ptr made = connected();
    if (onPostgres())
      made->session() << "SET log_statement = 'none'", now;
    for (int type = 0; type < max_types; ++type) {
      const auto table = "t" + std::to_string(type);
      made->session() << "CREATE TABLE " + table +
                             " (id BIGINT PRIMARY KEY, name TEXT, price BIGINT)",
          now;
      made->session()
          << "WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 100000)"
             " INSERT INTO " +
                 table + " SELECT i, 'target number ' || i, i % 97 FROM n",
          now;
      if (onPostgres())
        made->session() << "ANALYZE " + table, now;
    }
    return made;
  }();
  return context;
}

/// How many queries `run` makes.
template <class Run> std::size_t queriesOf(Run run) {
  auto context = database();
  nplus1::query_log log(context);
  run();
  return log.count();
}

std::vector<Row> makeRows(std::size_t count, int types) {
  std::vector<Row> rows(count);
  for (std::size_t i = 0; i < count; ++i)
    rows[i] = {static_cast<int>(i % types), static_cast<Int64>(i * 7919 % 100000)};
  return rows;
}

/// A switch over the type tag, as a program has it.
template <class Use, int... N>
void dispatch(int kind, Use &&use, std::integer_sequence<int, N...>) {
  (void)((kind == N && (use(std::integral_constant<int, N>()), true)) || ...);
}

template <int Types> Int64 lazily(const std::vector<Row> &rows) {
  auto context = database();
  Int64 total = 0;
  for (const Row &row : rows)
    dispatch(
        row.kind, [&](auto n) { total += Target<n>::find(context, row.key)->price(); },
        std::make_integer_sequence<int, Types>());
  return total;
}

template <int N> class ByHand {
public:
  void want(Int64 key) {
    if (map_.try_emplace(key).second)
      keys_.push_back(key);
  }
  void load(Context::Ptr context) {
    // POCO cannot bind more on PostgreSQL.
    const std::size_t most = onPostgres() ? 7000 : keys_.size();
    for (std::size_t from = 0; from < keys_.size(); from += most)
      load(context, from, std::min(from + most, keys_.size()));
  }
  const typename Target<N>::Ptr &find(Int64 key) const { return map_.find(key)->second; }

private:
  void load(Context::Ptr context, std::size_t from, std::size_t to) {
    std::string condition = "id IN (?";
    for (std::size_t i = from + 1; i < to; ++i)
      condition += ",?";
    Poco::ActiveRecord::Query<Target<N>> query(context);
    query.where(condition + ")");
    for (std::size_t i = from; i < to; ++i)
      query.bind(keys_[i]);
    for (auto &target : query.execute())
      map_[target->id()] = target;
  }

  std::vector<Int64> keys_;
  std::unordered_map<Int64, typename Target<N>::Ptr> map_;
};

template <int... N>
Int64 byHand(const std::vector<Row> &rows, std::integer_sequence<int, N...> types) {
  std::tuple<ByHand<N>...> maps;
  for (const Row &row : rows)
    dispatch(row.kind, [&](auto n) { std::get<n>(maps).want(row.key); }, types);
  (std::get<N>(maps).load(database()), ...);
  Int64 total = 0;
  for (const Row &row : rows)
    dispatch(row.kind, [&](auto n) { total += std::get<n>(maps).find(row.key)->price(); }, types);
  return total;
}

template <int... N>
Int64 withRuntime(const std::vector<Row> &rows, std::integer_sequence<int, N...> types) {
  auto context = database();
  auto targets = nplus1::by_type(context, rows, nplus1::type<Target<N>>(N)...,
                                 [](const Row &row) { return std::pair(row.kind, row.key); });
  Int64 total = 0;
  for (const Row &row : rows)
    dispatch(
        row.kind, [&](auto n) { total += nplus1::find<Target<n>>(targets, row.key)->price(); },
        types);
  return total;
}

enum class Way { lazy, hand, runtime };

/// So many queries take many seconds on a server, and long runs vary little.
bool isSlow(Way way, std::size_t rows) {
  return onPostgres() && way == Way::lazy && rows == 100000;
}

template <int Types> void run(benchmark::State &state, Way way) {
  const auto rows = makeRows(static_cast<std::size_t>(state.range(0)), Types);
  const auto types = std::make_integer_sequence<int, Types>();
  const auto once = [&] {
    return way == Way::lazy   ? lazily<Types>(rows)
           : way == Way::hand ? byHand(rows, types)
                              : withRuntime(rows, types);
  };
  if (isSlow(way, rows.size())) {
    auto context = database();
    nplus1::query_log log(context); // costs little beside a query, and saves a second run
    for (auto _ : state)
      benchmark::DoNotOptimize(once());
    state.counters["queries"] =
        static_cast<double>(log.count()) / static_cast<double>(state.iterations());
    return;
  }
  // Google Benchmark calls this several times, and counting takes as long as measuring.
  static std::map<std::pair<Way, std::size_t>, std::size_t> counted;
  const auto [queries, first] = counted.try_emplace({way, rows.size()});
  if (first)
    queries->second = queriesOf(once);
  state.counters["queries"] = static_cast<double>(queries->second);
  for (auto _ : state)
    benchmark::DoNotOptimize(once());
}

struct Cost {
  double time;
  double queries;
};

/// Google Benchmark's table, and what the three ways cost in proportion.
class Ratios : public benchmark::ConsoleReporter {
public:
  void ReportRuns(const std::vector<Run> &runs) override {
    for (const Run &run : runs) {
      if (run.run_type != Run::RT_Iteration)
        continue;
      const Cost cost = {onPostgres() ? run.GetAdjustedRealTime() : run.GetAdjustedCPUTime(),
                         run.counters.at("queries")};
      const auto [known, first] = costs_.try_emplace(name(run.run_name), cost);
      if (!first)
        known->second.time = std::min(known->second.time, cost.time);
    }
    ConsoleReporter::ReportRuns(runs);
  }

  void printTable() const {
    std::printf(
        "\n| rows | types | queries: lazy | by hand | runtime | lazy / runtime | time: lazy "
        "/ runtime | runtime / by hand | runtime, µs per row |\n"
        "|---|---|---|---|---|---|---|---|---|\n");
    for (int types : {1, 2, 5, 10, 20})
      for (int rows : {10, 100, 1000, 10000, 100000}) {
        const Cost *lazy = of("lazy", types, rows), *hand = of("hand", types, rows),
                   *runtime = of("runtime", types, rows);
        if (!lazy || !hand || !runtime)
          continue;
        std::printf("| %d | %d | %.0f | %.0f | %.0f | %.0f | %.1f | %.2f | %.2f |\n", rows, types,
                    lazy->queries, hand->queries, runtime->queries,
                    lazy->queries / runtime->queries, lazy->time / runtime->time,
                    runtime->time / hand->time, runtime->time / rows);
      }
    const Cost *few = of("runtime", 5, 10000), *hand = of("hand", 5, 10000),
               *many = of("runtime", 5, 100000);
    if (!few || !hand || !many)
      return;
    std::printf("\n10,000 rows and 5 types: %.2f of the code by hand (budget 1.3).\n"
                "From 10,000 to 100,000 rows at 5 types: %.1f times the time (linear: 10).\n",
                few->time / hand->time, many->time / few->time);
  }

private:
  static std::string name(const benchmark::BenchmarkName &run) {
    return run.function_name + "/" + run.args;
  }
  const Cost *of(const std::string &way, int types, int rows) const {
    const auto found =
        costs_.find(way + "/types:" + std::to_string(types) + "/" + std::to_string(rows));
    return found == costs_.end() ? nullptr : &found->second;
  }

  std::map<std::string, Cost> costs_;
};

template <int Types> void add() {
  const std::pair<const char *, Way> ways[] = {
      {"lazy", Way::lazy}, {"hand", Way::hand}, {"runtime", Way::runtime}};
  for (const auto &[name, way] : ways)
    for (int rows = 10; rows <= 100000; rows *= 10) {
      auto *made = benchmark::RegisterBenchmark(
          (std::string(name) + "/types:" + std::to_string(Types)).c_str(),
          [way = way](benchmark::State &state) { run<Types>(state, way); });
      made->Arg(rows)->Unit(benchmark::kMicrosecond)->MinTime(0.05);
      if (onPostgres())
        made->UseRealTime();
      made->Repetitions(isSlow(way, static_cast<std::size_t>(rows)) ? 1
                        : onPostgres() && rows >= 10000             ? 3
                                                                    : 9);
    }
}

} // namespace bench

int main(int argc, char **argv) {
  bench::add<1>();
  bench::add<2>();
  bench::add<5>();
  bench::add<10>();
  bench::add<20>();
  benchmark::Initialize(&argc, argv);
  if (benchmark::ReportUnrecognizedArguments(argc, argv))
    return 2;
  bench::Ratios reporter;
  benchmark::RunSpecifiedBenchmarks(&reporter);
  reporter.printTable();
  return 0;
}
