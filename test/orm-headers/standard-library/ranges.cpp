// The part of the profile standard-library for std::ranges, whose algorithms are
// objects, not functions.
#include <algorithm>
#include <ranges>
#include <vector>

struct Row {
  int id;
};

void algorithms(std::vector<Row> &rows, std::vector<int> &ids) {
  std::ranges::for_each(rows, [](Row &row) {});                             // expect: iterate
  std::ranges::for_each(rows.begin(), rows.end(), [](Row &row) {});         // expect: iterate
  std::ranges::any_of(rows, [](const Row &row) { return row.id == 1; });    // expect: iterate
  std::ranges::transform(rows, ids.begin(), [](auto &row) { return row.id; }); // expect: iterate
  std::ranges::transform(rows.begin(), rows.end(), ids.begin(), // expect: iterate
                         [](auto &row) { return row.id; });
  std::ranges::for_each_n(rows.begin(), 2, [](Row &row) {});    // expect: iterate
  std::ranges::sort(rows, {}, &Row::id);                                    // expect: iterate
  std::ranges::find(ids, 1);                                                // expect: lookup
}

// These take no callable, or take it elsewhere.
void others(std::vector<int> &ids) {
  std::ranges::max(1, 2);
  std::ranges::transform(ids, ids, ids.begin(), [](int a, int b) { return a + b; });
}

void views(std::vector<Row> &rows) {
  std::views::take(rows, 3).front(); // expect: forward element
  std::views::take(rows, 3).size();  // expect: forward
  std::views::all(rows).base();      // expect: forward
  auto odd = rows | std::views::filter([](const Row &row) { return row.id % 2; }); // expect: forward
  auto it = odd.begin(); // expect: element
  ++it;                  // expect: forward
  it.base();
  for (Row &row : std::views::reverse(rows)) // expect: forward
    row.id = 1;
  for (Row &row : rows | std::views::filter([](const Row &row) { return row.id; })) // expect: forward
    row.id = 1;
  for (Row &row : rows | std::views::take(3)) // expect: forward
    row.id = 1;
}

// An object that is called the same way but is not the library's.
struct ForEach {
  template <class R, class F> void operator()(R &&, F) const {}
};
constexpr ForEach for_each;

namespace own {
template <class I, class F> void for_each_n(I, int, F) {}
int take(std::vector<Row> &, int);
} // namespace own

void quiet(std::vector<Row> &rows) {
  for_each(rows, [](Row &row) {});
  own::for_each_n(rows.begin(), 2, [](Row &row) {});
  own::take(rows, 3);
  auto own = [](std::vector<Row> &) {};
  own(rows);
}
