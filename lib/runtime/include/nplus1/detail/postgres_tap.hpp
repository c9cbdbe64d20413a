// Query taps on PostgreSQL connections: libpq can write down the messages of a connection. It does
// so to one file per connection, so taps on the same connection share it.
#pragma once

#include <nplus1/detail/library_function.hpp>
#include <nplus1/detail/postgres_messages.hpp>
#include <nplus1/guard/query_log.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdio>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

struct pg_conn;
struct pg_result;

namespace nplus1::detail {

/// The functions of libpq that the tap needs.
struct libpq_functions {
  void (*trace)(pg_conn *, std::FILE *);
  void (*trace_flags)(pg_conn *, int);
  void (*untrace)(pg_conn *);
  pg_result *(*exec)(pg_conn *, const char *);
  int (*status)(const pg_result *);
  int (*rows)(const pg_result *);
  char *(*value)(const pg_result *, int, int);
  void (*clear)(pg_result *);

  /// Null where libpq cannot be found, or is older than 14: its trace has another form.
  static std::unique_ptr<libpq_functions> in(const void *near) {
    const auto found = [near](auto &function, const char *name) {
      function = library_function<std::decay_t<decltype(function)>>(name, near);
      return function != nullptr;
    };
    auto all = std::make_unique<libpq_functions>();
    if (found(all->trace, "PQtrace") && found(all->trace_flags, "PQsetTraceFlags") &&
        found(all->untrace, "PQuntrace") && found(all->exec, "PQexec") &&
        found(all->status, "PQresultStatus") && found(all->rows, "PQntuples") &&
        found(all->value, "PQgetvalue") && found(all->clear, "PQclear"))
      return all;
    return nullptr;
  }
};

class postgres_tap final : public query_tap {
public:
  /// Null if libpq cannot be reached, or the connection cannot be asked for its prepared
  /// statements. The connection must outlive the tap. `near`: see library_function().
  static std::unique_ptr<query_tap> open(pg_conn *connection, query_sink sink,
                                         const void *near = nullptr) {
    if (!connection)
      return nullptr;
    const std::lock_guard lock(shared().mutex);
    auto &trace = shared().traces[connection];
    if (!trace)
      trace = connection_trace::begin(connection, near);
    if (!trace) {
      shared().traces.erase(connection);
      return nullptr;
    }
    std::unique_ptr<postgres_tap> tap(new postgres_tap(connection, std::move(sink)));
    trace->taps.push_back(tap.get());
    return tap;
  }

  ~postgres_tap() override {
    const std::lock_guard lock(shared().mutex);
    auto &taps = shared().traces[connection_]->taps;
    taps.erase(std::remove(taps.begin(), taps.end(), this), taps.end());
    if (taps.empty())
      shared().traces.erase(connection_);
  }

private:
  class connection_trace {
  public:
    static std::unique_ptr<connection_trace> begin(pg_conn *connection, const void *near) {
      auto libpq = libpq_functions::in(near);
      if (!libpq)
        return nullptr;
      std::unique_ptr<connection_trace> made(new connection_trace(connection, std::move(libpq)));
      if (!made->reads_prepared() || !made->file_)
        return nullptr;
      constexpr int without_times = 1; // PQTRACE_SUPPRESS_TIMESTAMPS
      made->libpq_->trace(connection, made->file_);
      made->libpq_->trace_flags(connection, without_times);
      return made;
    }
    connection_trace(const connection_trace &) = delete;
    connection_trace &operator=(const connection_trace &) = delete;
    ~connection_trace() {
      libpq_->untrace(connection_);
      if (file_)
        std::fclose(file_);
    }

    std::vector<postgres_tap *> taps;

  private:
    connection_trace(pg_conn *connection, std::unique_ptr<libpq_functions> libpq)
        : connection_(connection), libpq_(std::move(libpq)),
          messages_([this](const std::string &sql) {
            for (postgres_tap *tap : taps)
              tap->sink_(sql);
          }) {
#if defined(__GLIBC__) || defined(__linux__)
      const auto write = [](void *self, const char *text, std::size_t size) {
        static_cast<connection_trace *>(self)->messages_.write({text, size});
        return static_cast<ssize_t>(size);
      };
      file_ = fopencookie(this, "w", {nullptr, write, nullptr, nullptr});
#elif defined(__APPLE__) || defined(__FreeBSD__) || defined(__NetBSD__) || defined(__OpenBSD__)
      const auto write = [](void *self, const char *text, int size) {
        static_cast<connection_trace *>(self)->messages_.write(
            {text, static_cast<std::size_t>(size)});
        return size;
      };
      file_ = funopen(this, nullptr, write, nullptr, nullptr);
#endif
      if (file_)
        std::setvbuf(file_, nullptr, _IONBF, 0);
    }

    bool reads_prepared() {
      constexpr int tuples = 2; // PGRES_TUPLES_OK
      pg_result *rows =
          libpq_->exec(connection_, "SELECT name, statement FROM pg_prepared_statements");
      const bool done = libpq_->status(rows) == tuples;
      for (int row = 0; done && row < libpq_->rows(rows); ++row)
        messages_.prepared(libpq_->value(rows, row, 0), libpq_->value(rows, row, 1));
      libpq_->clear(rows);
      return done;
    }

    pg_conn *connection_;
    std::unique_ptr<libpq_functions> libpq_;
    postgres_messages messages_;
    std::FILE *file_ = nullptr;
  };

  struct registry {
    std::mutex mutex;
    std::map<pg_conn *, std::unique_ptr<connection_trace>> traces;
  };
  static registry &shared() {
    static registry all;
    return all;
  }

  postgres_tap(pg_conn *connection, query_sink sink)
      : connection_(connection), sink_(std::move(sink)) {}

  pg_conn *connection_;
  query_sink sink_;
};

} // namespace nplus1::detail
