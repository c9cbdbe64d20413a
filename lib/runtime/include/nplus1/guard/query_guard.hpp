// nplus1::query_guard: fails a test when a scope runs more queries than it should.
#pragma once

#include <nplus1/guard/query_log.hpp>

#include <cstddef>
#include <functional>
#include <string>
#include <utility>

namespace nplus1 {

/// Counts the queries of `connection` in a scope and reports when the scope ends with more than
/// `budget`. Tests use NPLUS1_QUERY_BUDGET of nplus1/guard/gtest.hpp or nplus1/guard/catch2.hpp,
/// which report to the framework.
class query_guard {
public:
  /// `report` is called at most once, at the end of the scope, with the count, the budget and the
  /// queries. It must not throw.
  using reporter = std::function<void(const std::string &message)>;

  template <class Connection>
  query_guard(Connection &&connection, std::size_t budget, reporter report)
      : log_(connection), budget_(budget), report_(std::move(report)) {}
  query_guard(const query_guard &) = delete;
  query_guard &operator=(const query_guard &) = delete;

  ~query_guard() {
    if (log_.count() > budget_)
      report_(message());
  }

  /// The queries so far.
  const query_log &log() const { return log_; }

private:
  /// Repeated queries are what an N+1 looks like, so equal texts are shown once, with their number.
  std::string message() const {
    std::string text = std::to_string(log_.count()) + " queries, but the budget is " +
                       std::to_string(budget_) + ":";
    const auto queries = log_.queries();
    for (std::size_t i = 0; i < queries.size();) {
      std::size_t same = 1;
      while (i + same < queries.size() && queries[i + same] == queries[i])
        ++same;
      text += "\n  ";
      if (same > 1)
        text += std::to_string(same) + " times: ";
      text += queries[i];
      i += same;
    }
    return text;
  }

  query_log log_;
  std::size_t budget_;
  reporter report_;
};

} // namespace nplus1
