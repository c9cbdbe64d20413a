// Keys as programs hold them (integers, enums, text, UUIDs, nullable wrappers, pointers), brought
// into the one form in which a target type compares them. A customer id that one row holds as int
// and another as text must meet in the same hash bucket.
#pragma once

#include <nplus1/detail/numbers.hpp>

#include <algorithm>
#include <cctype>
#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>
#include <variant>

namespace nplus1 {

/// How a key of a target type hashes. Specialise it where std::hash does not know the type.
template <class Key, class = void> struct key_hash : std::hash<Key> {};

template <class... Parts> struct key_hash<std::tuple<Parts...>> {
  std::size_t operator()(const std::tuple<Parts...> &key) const {
    return std::apply(
        [](const Parts &...part) {
          std::size_t seed = 0;
          ((seed ^= key_hash<Parts>()(part) + 0x9e3779b97f4a7c15u + (seed << 6) + (seed >> 2)),
           ...);
          return seed;
        },
        key);
  }
};

/// How text becomes a Key, for key types that are neither text nor numbers. A specialisation has
/// `static std::optional<Key> parse(std::string_view)`, which returns null for text that is no key.
template <class Key, class = void> struct key_from_text {};

/// Two keys that a database may hold for equal although their bytes differ (letter case, padding,
/// leading zeros, braces of a UUID) fold to the same text. Only text keys fold.
template <class Key> struct key_fold {
  static constexpr bool folds = false;
};

template <> struct key_fold<std::string> {
  static constexpr bool folds = true;
  static std::string fold(std::string_view key) {
    while (!key.empty() && key.back() == ' ')
      key.remove_suffix(1);
    if (key.size() > 1 && key.front() == '{' && key.back() == '}')
      key = key.substr(1, key.size() - 2);
    std::string folded;
    bool digits = true, leading = true;
    for (const char c : key) {
      digits = digits && std::isdigit(static_cast<unsigned char>(c));
      folded += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    }
    if (digits) {
      std::string number;
      for (const char c : folded)
        if (!(leading = leading && c == '0'))
          number += c;
      return number.empty() && !folded.empty() ? "0" : number;
    }
    if (folded.size() == 36)
      folded.erase(std::remove(folded.begin(), folded.end(), '-'), folded.end());
    return folded;
  }
};

namespace detail {

template <class T, class = void> struct has_value_member : std::false_type {};
template <class T>
struct has_value_member<T, std::void_t<decltype(std::declval<const T &>().has_value()),
                                       decltype(*std::declval<const T &>())>> : std::true_type {};

template <class T, class = void> struct has_is_null_and_value : std::false_type {};
template <class T>
struct has_is_null_and_value<T, std::void_t<decltype(std::declval<const T &>().isNull()),
                                            decltype(std::declval<const T &>().value())>>
    : std::true_type {};

template <class T>
inline constexpr bool is_text = std::is_convertible_v<const T &, std::string_view>;

template <class T, class... Others>
inline constexpr bool is_one_of = (std::is_same_v<T, Others> || ...);

/// Whether T points to, or is an array of, one of Characters.
template <class T, class... Characters>
inline constexpr bool points_to =
    std::is_pointer_v<std::decay_t<T>> &&
    is_one_of<std::remove_cv_t<std::remove_pointer_t<std::decay_t<T>>>, Characters...>;

/// Text as C has it: sqlite3_column_text() returns a const unsigned char *.
template <class T>
inline constexpr bool is_c_text = points_to<T, char, signed char, unsigned char
#if defined(__cpp_char8_t)
                                            ,
                                            char8_t
#endif
                                            >;

/// A pointer to characters is text, no optional number.
template <class T>
inline constexpr bool points_to_characters =
    is_c_text<T> || points_to<T, wchar_t, char16_t, char32_t>;

template <class T, class = void> struct is_pointer_like : std::false_type {};
template <class T>
struct is_pointer_like<T, std::void_t<decltype(*std::declval<const T &>()),
                                      decltype(static_cast<bool>(std::declval<const T &>()))>>
    : std::bool_constant<!is_text<T> && !points_to_characters<T>> {};

template <class T>
inline constexpr bool is_null_constant =
    std::is_same_v<T, std::nullopt_t> || std::is_same_v<T, std::nullptr_t> ||
    std::is_same_v<T, std::monostate>;

/// Calls `use` with what `raw` holds; does nothing for a null. Wrappers may nest.
template <class Raw, class Use> void with_value(const Raw &raw, Use &&use) {
  if constexpr (is_null_constant<Raw>) {
    (void)raw;
  } else if constexpr (is_c_text<Raw>) {
    const std::decay_t<const Raw &> text = raw;
    if (text)
      use(reinterpret_cast<const char *>(text));
  } else if constexpr (has_value_member<Raw>::value) {
    if (raw.has_value())
      with_value(*raw, use);
  } else if constexpr (has_is_null_and_value<Raw>::value) {
    if (!raw.isNull())
      with_value(raw.value(), use);
  } else if constexpr (is_pointer_like<Raw>::value) {
    if (raw)
      with_value(*raw, use);
  } else {
    use(raw);
  }
}

/// What with_value() would pass on for Raw.
template <class Raw> constexpr auto held_type() {
  if constexpr (is_null_constant<Raw>)
    return std::common_type<std::monostate>();
  else if constexpr (is_c_text<Raw>)
    return std::common_type<const char *>();
  else if constexpr (has_value_member<Raw>::value)
    return held_type<std::decay_t<decltype(*std::declval<const Raw &>())>>();
  else if constexpr (has_is_null_and_value<Raw>::value)
    return held_type<std::decay_t<decltype(std::declval<const Raw &>().value())>>();
  else if constexpr (is_pointer_like<Raw>::value)
    return held_type<std::decay_t<decltype(*std::declval<const Raw &>())>>();
  else
    return std::common_type<std::decay_t<Raw>>();
}
template <class Raw> using held_t = typename decltype(held_type<std::decay_t<Raw>>())::type;

template <class Key, class = void> struct parses_text : std::false_type {};
template <class Key>
struct parses_text<
    Key, std::void_t<decltype(key_from_text<Key>::parse(std::declval<std::string_view>()))>>
    : std::true_type {};

template <class T> inline constexpr bool is_number = std::is_arithmetic_v<T> || std::is_enum_v<T>;

/// A key type that text can be parsed to.
template <class Key>
inline constexpr bool is_integer_key = std::is_integral_v<Key> && !std::is_same_v<Key, bool>;

template <class Key, class Value> constexpr bool value_converts() {
  if constexpr (std::is_same_v<Value, std::monostate> || std::is_same_v<Key, Value>)
    return true;
  else if constexpr (is_number<Key> && is_number<Value>)
    return true;
  else if constexpr (is_number<Key> && is_text<Value>)
    return is_integer_key<Key>;
  else if constexpr (is_text<Value> && parses_text<Key>::value)
    return true;
  else if constexpr (std::is_same_v<Key, std::string> && is_number<Value>)
    return true;
  else
    return std::is_constructible_v<Key, const Value &>;
}

/// Whether a Raw can be brought into the form Key at all.
template <class Key, class Raw>
inline constexpr bool key_converts = value_converts<Key, held_t<Raw>>();

template <class Key, class Value> std::optional<Key> convert_value(const Value &value) {
  if constexpr (std::is_same_v<Key, Value>) {
    return value;
  } else if constexpr (is_number<Key> && is_number<Value>) {
    // What the implicit conversion to the finder's parameter does in the lazy program.
    return static_cast<Key>(value);
  } else if constexpr (is_integer_key<Key> && is_text<Value>) {
    return parse_integer<Key>(value);
  } else if constexpr (is_text<Value> && parses_text<Key>::value) {
    return key_from_text<Key>::parse(value);
  } else if constexpr (std::is_same_v<Key, std::string> && std::is_enum_v<Value>) {
    return std::to_string(static_cast<std::underlying_type_t<Value>>(value));
  } else if constexpr (std::is_same_v<Key, std::string> && std::is_arithmetic_v<Value>) {
    return std::to_string(value);
  } else {
    return Key(value);
  }
}

} // namespace detail

/// `raw` in the form in which Key is compared; null if raw is null (an empty optional, Nullable or
/// pointer, also to text) or is text that cannot be such a key. Enums and numbers convert as in an
/// assignment, text converts to the integer that it is equal to: "7", " 7", "+7", "7.0".
template <class Key, class Raw> std::optional<Key> canonical_key(const Raw &raw) {
  static_assert(
      detail::key_converts<Key, Raw>,
      "nplus1: a key of this type cannot be compared with the target's key type; convert it in "
      "the key function, or specialise nplus1::key_from_text");
  std::optional<Key> key;
  if constexpr (!std::is_same_v<detail::held_t<Raw>, std::monostate>)
    detail::with_value(raw, [&](const auto &value) { key = detail::convert_value<Key>(value); });
  return key;
}

} // namespace nplus1
