// What kind of statement an SQL text is.
#pragma once

#include <algorithm>
#include <cctype>
#include <cstddef>
#include <initializer_list>
#include <string>
#include <string_view>

namespace nplus1::detail {

/// The words of a statement, upper case, without what comments, quotes and parentheses hold.
class sql_words {
public:
  explicit sql_words(std::string_view sql) : rest_(sql) {}

  /// Empty at the end.
  std::string next() {
    std::string word;
    for (std::size_t depth = 0; word.empty() && skip_to_token();) {
      const char c = rest_.front();
      if (c == '(' || c == ')') {
        // Parentheses around a whole statement hide nothing.
        depth = c == '(' ? depth + started_ : depth - (depth > 0);
        rest_.remove_prefix(1);
      } else if (c == '\'' || c == '"' || c == '`' || c == '[') {
        skip_past(c == '[' ? ']' : c);
      } else if (is_letter(c)) {
        const std::string found = take_word();
        if (depth == 0)
          word = found;
      } else {
        rest_.remove_prefix(1);
      }
    }
    started_ = true;
    return word;
  }

private:
  static bool is_letter(char c) { return std::isalpha(static_cast<unsigned char>(c)) || c == '_'; }

  bool skip_to_token() {
    for (;;) {
      if (rest_.empty())
        return false;
      if (rest_.substr(0, 2) == "--")
        rest_.remove_prefix(std::min(rest_.find('\n'), rest_.size()));
      else if (rest_.substr(0, 2) == "/*")
        rest_.remove_prefix(std::min(rest_.find("*/", 2), rest_.size() - 2) + 2);
      else if (std::isspace(static_cast<unsigned char>(rest_.front())))
        rest_.remove_prefix(1);
      else
        return true;
    }
  }
  void skip_past(char end) {
    const auto at = rest_.find(end, 1);
    rest_.remove_prefix(at == rest_.npos ? rest_.size() : at + 1);
  }
  std::string take_word() {
    std::string word;
    for (; !rest_.empty() &&
           (is_letter(rest_.front()) || std::isdigit(static_cast<unsigned char>(rest_.front())));
         rest_.remove_prefix(1))
      word += static_cast<char>(std::toupper(static_cast<unsigned char>(rest_.front())));
    return word;
  }

  std::string_view rest_;
  bool started_ = false;
};

inline bool is_word_of(std::string_view word, std::initializer_list<std::string_view> words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

/// Whether a statement reads rows: writes, transactions and settings are no N+1 queries.
inline bool reads_rows(std::string_view sql) {
  sql_words words(sql);
  std::string word = words.next();
  // After the common tables comes what is done with them.
  if (word == "WITH")
    do
      word = words.next();
    while (!word.empty() && !is_word_of(word, {"SELECT", "VALUES", "TABLE", "INSERT", "UPDATE",
                                               "DELETE", "REPLACE", "MERGE"}));
  return is_word_of(word, {"SELECT", "VALUES", "TABLE"});
}

} // namespace nplus1::detail
