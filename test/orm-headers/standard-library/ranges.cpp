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
  std::ranges::sort(rows, {}, &Row::id);                                    // expect: iterate
  std::ranges::find(ids, 1);                                                // expect: lookup
}

void views(std::vector<Row> &rows) {
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

void quiet(std::vector<Row> &rows) {
  for_each(rows, [](Row &row) {});
  auto own = [](std::vector<Row> &) {};
  own(rows);
}
