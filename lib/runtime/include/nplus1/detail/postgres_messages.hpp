// What PQtrace() writes about a connection, taken apart into the statements that were executed.
#pragma once

#include <algorithm>
#include <cctype>
#include <cstddef>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <utility>

namespace nplus1::detail {

/// Reads the trace of libpq 14 and later: a line per message, `F` (to the server) or `B` (back),
/// its length, its kind and its fields, divided by tabs. Texts stand between quotes as they are,
/// with line breaks and quotes of their own, so that a message ends where a line begins the next
/// one.
class postgres_messages {
public:
  /// `executed` is called with the text of each statement, also of a prepared one. The message in
  /// question is known to be complete when the server's answer begins.
  explicit postgres_messages(std::function<void(const std::string &)> executed)
      : executed_(std::move(executed)) {}

  /// A statement that was prepared before the trace began; its text may be a PREPARE.
  void prepared(const std::string &name, const std::string &sql) {
    if (!prepares(sql))
      prepared_[name] = sql;
  }

  /// The next characters of the trace.
  void write(std::string_view text) {
    pending_ += text;
    for (;;) {
      std::size_t end = pending_.find('\n');
      while (end != std::string::npos && !begins_message(end + 1))
        end = pending_.find('\n', end + 1);
      if (end == std::string::npos)
        return;
      message(std::string_view(pending_).substr(0, end));
      pending_.erase(0, end + 1);
    }
  }

private:
  bool begins_message(std::size_t at) const {
    return at + 2 < pending_.size() && (pending_[at] == 'F' || pending_[at] == 'B') &&
           pending_[at + 1] == '\t' && is_digit(pending_[at + 2]);
  }
  static bool is_digit(char c) { return std::isdigit(static_cast<unsigned char>(c)) != 0; }

  void message(std::string_view line) {
    if (line.empty() || line.front() != 'F')
      return;
    line.remove_prefix(std::min(line.find('\t', 2), line.size() - 1) + 1);
    const auto kind = line.substr(0, line.find('\t'));
    const std::size_t first = line.find('"'), last = line.rfind('"');
    if (first == last)
      return;
    if (kind == "Query") {
      statement(std::string(line.substr(first + 1, last - first - 1)));
      return;
    }
    // "name" "text", or "portal" "name" and parameters
    constexpr std::string_view between = "\" \"";
    const std::size_t middle = line.find(between, first);
    if (middle == std::string_view::npos)
      return;
    const auto head = line.substr(first + 1, middle - first - 1);
    const auto rest = line.substr(middle + between.size());
    if (kind == "Parse")
      prepared_[std::string(head)] = rest.substr(0, rest.rfind('"'));
    else if (kind == "Bind")
      executed_(prepared_[std::string(rest.substr(0, rest.find('"')))]);
  }

  void statement(const std::string &sql) {
    if (prepares(sql))
      return;
    std::string_view text = sql;
    if (word(text) != "EXECUTE") {
      executed_(sql);
      return;
    }
    executed_(prepared_[name(text)]);
  }

  /// Whether `sql` is `PREPARE name [(types)] AS text`, which is remembered then.
  bool prepares(const std::string &sql) {
    std::string_view text = sql;
    if (word(text) != "PREPARE")
      return false;
    const std::string prepared_name = name(text);
    if (!text.empty() && text.front() == '(')
      text.remove_prefix(std::min(text.find(')'), text.size() - 1) + 1);
    if (word(text) != "AS") // PREPARE TRANSACTION
      return false;
    prepared_[prepared_name] = text;
    return true;
  }

  static void skip_space(std::string_view &text) {
    while (!text.empty() && std::isspace(static_cast<unsigned char>(text.front())))
      text.remove_prefix(1);
  }

  /// Takes an unquoted word off the front, in upper case.
  static std::string word(std::string_view &text) {
    skip_space(text);
    std::string taken;
    while (!text.empty() && (std::isalnum(static_cast<unsigned char>(text.front())) ||
                             text.front() == '_' || text.front() == '$')) {
      taken += static_cast<char>(std::toupper(static_cast<unsigned char>(text.front())));
      text.remove_prefix(1);
    }
    skip_space(text);
    return taken;
  }

  /// Takes an identifier off the front, as the server stores it.
  static std::string name(std::string_view &text) {
    std::string taken;
    if (!text.empty() && text.front() == '"') {
      const std::size_t end = std::min(text.find('"', 1), text.size() - 1);
      taken = text.substr(1, end - 1);
      text.remove_prefix(end + 1);
      skip_space(text);
      return taken;
    }
    taken = word(text);
    for (char &c : taken)
      c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    return taken;
  }

  std::function<void(const std::string &)> executed_;
  std::map<std::string, std::string> prepared_;
  std::string pending_;
};

} // namespace nplus1::detail
