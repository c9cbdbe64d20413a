// Numbers as keys: which integer a text or a fraction is equal to.
#pragma once

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>
#include <type_traits>

namespace nplus1::detail {

/// The integer that `text` is equal to, as a database compares a number column with text: spaces
/// around it, a plus sign, a point and an exponent do not matter ("+7", " 7", "7.0" and "70e-1" are
/// 7). Null for other text, and for numbers that are no Integer.
template <class Integer> std::optional<Integer> parse_integer(std::string_view text) {
  const auto read = [](std::string_view digits) -> std::optional<Integer> {
    Integer number{};
    const char *end = digits.data() + digits.size();
    const auto [stop, failure] = std::from_chars(digits.data(), end, number);
    return failure == std::errc() && stop == end ? std::optional(number) : std::nullopt;
  };
  if (const auto number = read(text)) // nearly always
    return number;

  constexpr std::string_view spaces = " \t\n\v\f\r", decimals = "0123456789";
  text.remove_prefix(std::min(text.find_first_not_of(spaces), text.size()));
  text = text.substr(0, text.find_last_not_of(spaces) + 1);
  const bool negative = text.substr(0, 1) == "-";
  if (negative || text.substr(0, 1) == "+")
    text.remove_prefix(1);
  long exponent = 0;
  if (const auto mark = text.find_first_of("eE"); mark != text.npos) {
    auto power = text.substr(mark + 1);
    if (power.substr(0, 1) == "+")
      power.remove_prefix(1);
    const char *end = power.data() + power.size();
    const auto [stop, failure] = std::from_chars(power.data(), end, exponent);
    if (failure != std::errc() || stop != end || exponent > 30 || exponent < -30)
      return std::nullopt;
    text = text.substr(0, mark);
  }
  const auto point = std::min(text.find('.'), text.size());
  std::string digits(text.substr(0, point));
  if (point < text.size()) {
    digits += text.substr(point + 1);
    exponent -= static_cast<long>(text.size() - point - 1);
  }
  if (digits.empty() || digits.find_first_not_of(decimals) != digits.npos)
    return std::nullopt;
  for (; exponent < 0 && digits.size() > 1 && digits.back() == '0'; ++exponent)
    digits.pop_back();
  if (exponent < 0 && digits != "0")
    return std::nullopt;
  if (exponent > 0)
    digits.append(static_cast<std::size_t>(exponent), '0');
  return read(negative ? "-" + digits : digits);
}

/// Whether a key of this value is equal to an integer: no row with an integer key is equal to 2.6.
template <class Value> bool is_whole([[maybe_unused]] const Value &value) {
  if constexpr (std::is_floating_point_v<Value>)
    return value == std::floor(value) && std::abs(value) < 9.2e18;
  else
    return true;
}

} // namespace nplus1::detail
