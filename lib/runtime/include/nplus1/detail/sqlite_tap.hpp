// Query taps on SQLite connections. SQLite keeps one trace callback per connection, so taps on the
// same connection share it.
#pragma once

#include <nplus1/detail/sqlite_api.hpp>
#include <nplus1/guard/query_log.hpp>

#include <algorithm>
#include <map>
#include <memory>
#include <mutex>
#include <utility>
#include <vector>

namespace nplus1::detail {

class sqlite_tap final : public query_tap {
public:
  /// Null if SQLite cannot be reached: `trace` is null, or refuses.
  static std::unique_ptr<query_tap> open(sqlite3 *connection, query_sink sink,
                                         sqlite_trace_function trace) {
    constexpr unsigned trace_statement = 1; // SQLITE_TRACE_STMT
    if (!connection || !trace)
      return nullptr;
    const std::lock_guard switching(shared().switching);
    if (trace(connection, trace_statement, &on_statement, connection) != 0)
      return nullptr;
    return std::unique_ptr<sqlite_tap>(new sqlite_tap(connection, std::move(sink), trace));
  }

  ~sqlite_tap() override {
    const std::lock_guard switching(shared().switching);
    {
      const std::lock_guard lock(shared().mutex);
      auto &taps = shared().taps[connection_];
      taps.erase(std::remove(taps.begin(), taps.end(), this), taps.end());
      if (!taps.empty())
        return;
      shared().taps.erase(connection_);
    }
    trace_(connection_, 0, nullptr, nullptr);
  }

private:
  struct registry {
    // Held while a trace is switched on or off, for which SQLite waits until other threads'
    // statements on the connection are done. Those statements take `mutex`, never this one.
    std::mutex switching;
    std::mutex mutex; // of taps
    std::map<sqlite3 *, std::vector<sqlite_tap *>> taps;
  };
  static registry &shared() {
    static registry all;
    return all;
  }

  sqlite_tap(sqlite3 *connection, query_sink sink, sqlite_trace_function trace)
      : connection_(connection), sink_(std::move(sink)), trace_(trace) {
    const std::lock_guard lock(shared().mutex);
    shared().taps[connection].push_back(this);
  }

  static int on_statement(unsigned, void *connection, void *, void *text) {
    const auto *sql = static_cast<const char *>(text);
    if (!sql)
      return 0;
    const std::lock_guard lock(shared().mutex);
    if (const auto taps = shared().taps.find(static_cast<sqlite3 *>(connection));
        taps != shared().taps.end())
      for (sqlite_tap *tap : taps->second)
        tap->sink_(sql);
    return 0;
  }

  sqlite3 *connection_;
  query_sink sink_;
  sqlite_trace_function trace_;
};

} // namespace nplus1::detail
