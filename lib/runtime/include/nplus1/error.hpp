// How the runtime reports misuse, and how it names the type whose query failed.
#pragma once

#include <nplus1/config.hpp>

#include <cstddef>
#include <cstdio>
#include <exception>
#include <stdexcept>
#include <string>
#include <string_view>

namespace nplus1 {

/// Thrown when a call cannot have a right answer, for example when a key alone does not say which
/// of two databases is meant. It is never thrown because of what the database holds.
class error : public std::logic_error {
public:
  using std::logic_error::logic_error;
};

namespace detail {

[[noreturn]] inline void raise(const std::string &message) {
#if NPLUS1_EXCEPTIONS
  throw error(message);
#else
  std::fprintf(stderr, "%s\n", message.c_str());
  std::terminate();
#endif
}

/// The name of T as the program spells it, for messages.
template <class T> std::string_view type_name() {
#if defined(_MSC_VER) && !defined(__clang__)
  std::string_view text = __FUNCSIG__;
  const std::string_view before = "type_name<", after = ">(";
#else
  std::string_view text = __PRETTY_FUNCTION__;
  const std::string_view before = "T = ", after = "]";
#endif
  const auto from = text.find(before) + before.size();
  text = text.substr(from, text.find_last_of(after[0]) - from);
  // gcc lists further aliases after a semicolon; msvc writes "class X".
  text = text.substr(0, text.find(';'));
  for (std::string_view word : {"class ", "struct "})
    if (text.substr(0, word.size()) == word)
      text.remove_prefix(word.size());
  return text;
}

template <class T> std::string failure_message(std::size_t keys) {
  return "nplus1: loading " + std::to_string(keys) + (keys == 1 ? " key" : " keys") + " of " +
         std::string(type_name<T>()) + ": ";
}

} // namespace detail

/// Puts `prefix` in front of the message of the exception being handled, if it derives from
/// std::runtime_error or std::logic_error. To be called inside a handler, which then rethrows. The
/// exception keeps its dynamic type, so handlers written for the lazy program still match.
inline void prefix_standard_exception([[maybe_unused]] const std::string &prefix) {
#if NPLUS1_EXCEPTIONS
  try {
    throw;
  } catch (std::runtime_error &failure) {
    failure = std::runtime_error(prefix + failure.what());
  } catch (std::logic_error &failure) {
    failure = std::logic_error(prefix + failure.what());
  } catch (...) { // other exceptions have no message that could be replaced
  }
#endif
}

} // namespace nplus1
