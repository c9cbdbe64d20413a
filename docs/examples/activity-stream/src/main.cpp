#include "Database.h"
#include "QueryCounter.h"
#include "reports/Reports.h"

#include <fstream>
#include <functional>
#include <iostream>
#include <string_view>
#include <vector>

using Poco::ActiveRecord::Context;

namespace {

struct Report {
  std::string_view name;
  std::function<void(const Context::Ptr &, std::ostream &)> print;
};

const std::vector<Report> reports = {
    {"activity-stream", Shelf::activityStream},
    {"tagged-items", Shelf::taggedItems},
    {"choices", Shelf::choices},
    {"reading-list",
     [](const Context::Ptr &context, std::ostream &out) {
       Shelf::readingList(context, {12, 7, 101, 33, 58, 149, 2, 76, 90, 44, 12, 61}, out);
     }},
    {"credits", Shelf::credits},
    {"catalogue", Shelf::catalogue},
};

int usage() {
  std::cerr << "usage: shelf [--count-queries FILE] [REPORT]\nreports:";
  for (const auto &report : reports)
    std::cerr << ' ' << report.name;
  std::cerr << "; all of them if none is named\n";
  return 2;
}

} // namespace

int main(int argc, char **argv) {
  std::vector<std::string_view> arguments(argv + 1, argv + argc);
  std::ofstream counts;
  if (arguments.size() >= 2 && arguments[0] == "--count-queries") {
    counts.open(argv[2]);
    if (!counts) {
      std::cerr << "shelf: cannot write " << arguments[1] << '\n';
      return 2;
    }
    arguments.erase(arguments.begin(), arguments.begin() + 2);
  }
  if (arguments.size() > 1)
    return usage();

  Context::Ptr context = Shelf::openSampleDatabase();
  Shelf::QueryCounter counter(context->session());
  bool printed = false;
  for (const auto &report : reports) {
    if (!arguments.empty() && arguments[0] != report.name)
      continue;
    std::cout << "== " << report.name << " ==\n";
    report.print(context, std::cout);
    if (counts.is_open())
      counts << report.name << ' ' << counter.take() << '\n';
    printed = true;
  }
  return printed ? 0 : usage();
}
