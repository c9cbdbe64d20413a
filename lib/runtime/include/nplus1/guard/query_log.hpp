// nplus1::query_log: the queries that a connection runs while the log is alive, for tests.
#pragma once

#include <nplus1/error.hpp>

#include <algorithm>
#include <cctype>
#include <cstddef>
#include <functional>
#include <memory>
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

/// Whether a statement reads rows: writes, transactions and settings are no N+1 queries.
inline bool reads_rows(std::string_view sql) {
  std::size_t at = 0;
  for (;;) {
    while (at < sql.size() && (std::isspace(static_cast<unsigned char>(sql[at])) || sql[at] == '('))
      ++at;
    if (sql.substr(at, 2) == "--")
      at = std::min(sql.find('\n', at), sql.size());
    else if (sql.substr(at, 2) == "/*")
      at = std::min(sql.find("*/", at), sql.size() - 2) + 2;
    else
      break;
  }
  std::string word;
  for (; at < sql.size() && std::isalpha(static_cast<unsigned char>(sql[at])); ++at)
    word += static_cast<char>(std::toupper(static_cast<unsigned char>(sql[at])));
  return word == "SELECT" || word == "WITH" || word == "VALUES" || word == "TABLE";
}

} // namespace detail

/// Records the statements of one connection that read rows, in order, from construction to
/// destruction. Several logs may watch one connection. Used by one thread at a time.
///
/// Throws nplus1::error if the connection's backend does not report its statements: a log that
/// misses queries would let a test pass that should fail.
class query_log {
public:
  template <class Connection> explicit query_log(Connection &connection) {
    using source = query_source<std::remove_const_t<Connection>>;
    static_assert(
        !detail::is_missing_query_source<source>::value,
        "nplus1: queries of this kind of connection cannot be counted; include the header for "
        "it (nplus1/guard/poco.hpp, qtsql.hpp, sqlite3.hpp or libpq.hpp)");
    tap_ = source::open(connection, [this](std::string_view sql) {
      if (detail::reads_rows(sql))
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
  const std::vector<std::string> &queries() const { return queries_; }
  std::size_t count() const { return queries_.size(); }
  void clear() { queries_.clear(); }

private:
  std::vector<std::string> queries_;
  std::unique_ptr<query_tap> tap_;
};

} // namespace nplus1
