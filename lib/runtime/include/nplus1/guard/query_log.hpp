// nplus1::query_log: the queries that a connection runs while the log is alive, for tests.
#pragma once

#include <nplus1/detail/sql_words.hpp>
#include <nplus1/error.hpp>

#include <cstddef>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace nplus1 {

/// What a running tap passes the text of each statement to.
using query_sink = std::function<void(std::string_view sql)>;

/// A hook on a connection; destroying it takes the hook off.
class query_tap {
public:
  virtual ~query_tap() = default;
};

/// How to hook a Connection. A specialisation (nplus1/guard/poco.hpp and so on) has
/// `static std::unique_ptr<query_tap> open(Connection &, query_sink)`, which returns null where the
/// connection's backend reports no statements.
template <class Connection, class = void> struct query_source {
  static constexpr bool missing_query_source = true;
};

namespace detail {

template <class S, class = void> struct is_missing_query_source : std::false_type {};
template <class S>
struct is_missing_query_source<S, std::void_t<decltype(S::missing_query_source)>> : std::true_type {
};

} // namespace detail

/// Records the statements of one connection that read rows, in order, from construction to
/// destruction. Several logs may watch one connection, and other threads may use it meanwhile.
///
/// Throws nplus1::error if the connection's backend does not report its statements: a log that
/// misses queries would let a test pass that should fail.
class query_log {
public:
  template <class Connection> explicit query_log(Connection &&connection) {
    using source = query_source<std::remove_cv_t<std::remove_reference_t<Connection>>>;
    static_assert(
        !detail::is_missing_query_source<source>::value,
        "nplus1: queries of this kind of connection cannot be counted; include the header for "
        "it (nplus1/guard/poco.hpp, qtsql.hpp, sqlite3.hpp or libpq.hpp)");
    tap_ = source::open(connection, [this](std::string_view sql) {
      if (!detail::reads_rows(sql))
        return;
      const std::lock_guard lock(mutex_);
      queries_.emplace_back(sql);
    });
    if (!tap_)
      detail::raise(
          "nplus1: this connection's backend does not report its statements, so they cannot "
          "be counted");
  }
  query_log(const query_log &) = delete;
  query_log &operator=(const query_log &) = delete;

  /// The texts so far.
  std::vector<std::string> queries() const {
    const std::lock_guard lock(mutex_);
    return queries_;
  }
  std::size_t count() const {
    const std::lock_guard lock(mutex_);
    return queries_.size();
  }
  void clear() {
    const std::lock_guard lock(mutex_);
    queries_.clear();
  }

private:
  mutable std::mutex mutex_; // of queries_
  std::vector<std::string> queries_;
  std::unique_ptr<query_tap> tap_;
};

} // namespace nplus1
