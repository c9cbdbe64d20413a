// What the profile standard-library recognises.
#include <algorithm>
#include <array>
#include <deque>
#include <execution>
#include <functional>
#include <list>
#include <map>
#include <mutex>
#include <memory>
#include <numeric>
#include <optional>
#include <ranges>
#include <set>
#include <span>
#include <unordered_map>
#include <utility>
#include <variant>
#include <vector>

struct Row {
  int id;
  int size() const;
  Row *find(int) const;
};

void containers(std::vector<Row> &rows, const std::map<int, Row> &byId,
                std::unordered_map<int, Row> hashed, std::list<Row> list) {
  rows.at(0).id;      // expect: element
  rows[0].id;         // expect: element
  rows.front().id;    // expect: element
  rows.back().id;     // expect: element
  byId.at(1).id;      // expect: element
  hashed[1].id;       // expect: element
  for (auto it = rows.begin(); it != rows.end(); ++it) // expect: element forward
    it->id;           // expect: forward
  for (auto &row : list) // expect: element forward
    row.id;
  for (auto &[key, row] : hashed) // expect: element forward
    row.id;
  rows.push_back({}); // expect: store
  rows.emplace_back(); // expect: store
  hashed.insert({1, {}}); // expect: store
  std::copy(list.begin(), list.end(), std::back_inserter(rows)); // expect: element store
  byId.find(1);       // expect: lookup
  byId.count(1);      // expect: lookup
  std::set<int>().contains(1); // expect: lookup
  rows.size();        // expect: free
  rows.empty();       // expect: free
}

void pointers(std::shared_ptr<Row> shared, std::unique_ptr<Row> unique, std::optional<Row> maybe,
              std::weak_ptr<Row> weak, std::reference_wrapper<Row> reference,
              std::variant<Row *, int> either) {
  shared->id;         // expect: forward
  (*shared).id;       // expect: forward
  shared.get()->id;   // expect: forward
  unique->id;         // expect: forward
  (*unique).id;       // expect: forward
  maybe->id;          // expect: forward
  maybe.value().id;   // expect: forward
  weak.lock()->id;    // expect: forward
  reference.get().id; // expect: forward
  std::move(*unique); // expect: forward
  std::get<0>(either)->id; // expect: forward
  std::get_if<Row *>(&either); // expect: forward
  std::holds_alternative<int>(either); // expect: forward
  std::get<0>(std::make_tuple(1)); // expect: forward
  std::as_const(*shared).id; // expect: forward
  if (shared && unique && maybe) // expect: free
    return;
}

void algorithms(std::vector<Row> &rows, std::vector<int> &ids) {
  auto isOne = [](const Row &row) { return row.id == 1; };
  std::for_each(rows.begin(), rows.end(), [](Row &row) {}); // expect: iterate
  std::any_of(rows.begin(), rows.end(), isOne);             // expect: iterate
  std::find_if(rows.begin(), rows.end(), isOne);            // expect: iterate
  std::count_if(rows.begin(), rows.end(), isOne);           // expect: iterate
  std::transform(rows.begin(), rows.end(), ids.begin(),     // expect: iterate
                 [](const Row &row) { return row.id; });
  std::accumulate(rows.begin(), rows.end(), 0,              // expect: iterate
                  [](int sum, const Row &row) { return sum + row.id; });
  std::sort(rows.begin(), rows.end(),                       // expect: iterate
            [](const Row &a, const Row &b) { return a.id < b.id; });
  std::erase_if(rows, isOne);                               // expect: iterate
  const auto &policy = std::execution::seq;
  auto add = [](int a, int b) { return a + b; };
  std::for_each(policy, rows.begin(), rows.end(), isOne);        // expect: iterate
  std::transform(ids.begin(), ids.end(), ids.begin(), ids.begin(), add); // expect: iterate
  std::for_each_n(ids.begin(), 1, [](int) {});                   // expect: iterate
  std::partition_copy(rows.begin(), rows.end(), rows.begin(), rows.begin(), isOne); // expect: iterate
  std::transform_reduce(ids.begin(), ids.end(), 0, add, [](int i) { return i; }); // expect: iterate
  std::any_of(policy, rows.begin(), rows.end(), isOne);          // expect: iterate
  std::ranges::any_of(rows, isOne);                              // expect: iterate
  std::ranges::any_of(rows.begin(), rows.end(), isOne);          // expect: iterate
  std::sort(policy, ids.begin(), ids.end(), std::less<>());      // expect: iterate
  // These take no callable, or take it elsewhere.
  std::transform_reduce(ids.begin(), ids.end(), ids.begin(), 0);
  std::for_each_n(policy, ids.begin(), 1, [](int) {});
  std::partition_copy(policy, rows.begin(), rows.end(), rows.begin(), rows.begin(), isOne);
  std::sort(ids.begin(), ids.end());
  std::accumulate(ids.begin(), ids.end(), 0);
  std::find(ids.begin(), ids.end(), 1); // expect: lookup
}

// A class that derives from a container has the container's roles.
struct Rows : std::vector<Row> {
  Row &at(int);
};

void derived(Rows &rows) {
  rows.at(0).id;      // expect: element
  rows.push_back({}); // expect: store
}

namespace own {
struct vector {
  int at(int);
  void push_back(int);
};
template <class I, class F> void for_each(I, I, F) {}
template <class F> void invoke(F, int) {}
template <class F> void call_once(int, F) {}
template <class R, class F> void filter(R &, F) {}
template <class R, class F> void transform(R &, F) {}
int operator|(const Row &, int);
} // namespace own

void quiet(own::vector &numbers, const Row &row) {
  numbers.at(0);
  numbers.push_back(1);
  own::for_each(1, 2, [](int) {});
  row.find(1);
  row.size();
}

void callables(std::variant<int, long> either, std::once_flag &once) {
  std::invoke([](int) {}, 1);                     // expect: invoke
  std::visit([](auto) {}, either);                // expect: invoke
  std::visit([](auto, auto) {}, either, either);  // expect: invoke
  std::apply([](int) {}, std::make_tuple(1));     // expect: invoke forward
  std::call_once(once, [] {});                    // expect: invoke
  std::function<void()>([] {});
  own::invoke([](int) {}, 1);
  own::call_once(1, [] {});
}

void views(std::vector<Row> &rows) {
  auto all = [](const Row &) { return true; };
  auto number = [](const Row &row) { return row.id; };
  std::views::filter(rows, all);        // expect: forward
  std::views::filter(all);              // expect: forward
  std::views::transform(rows, number);  // expect: iterate
  std::views::transform(number);        // expect: forward
  rows | std::views::filter(all);       // expect: forward forward
  rows | std::views::take(1);           // expect: forward forward
  std::views::take(rows, 1);            // expect: forward
  own::filter(rows, all);
  own::transform(rows, number);
  own::operator|(Row(), 1);
}

void iterators(std::vector<Row> &rows) {
  auto it = std::next(std::begin(rows)); // expect: element
  std::size(rows);                       // expect: free
  std::min(1, 2);                        // expect: pure
}
