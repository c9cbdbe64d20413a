#include "lsp/Json.h"

#include <limits>

namespace nplus1::lsp {

const json &at(const json &Of, std::initializer_list<const char *> Keys) {
  static const json Nothing;
  const json *Value = &Of;
  for (const char *Key : Keys) {
    if (!Value->is_object())
      return Nothing;
    auto Member = Value->find(Key);
    if (Member == Value->end())
      return Nothing;
    Value = &*Member;
  }
  return *Value;
}

std::string textAt(const json &Of, std::initializer_list<const char *> Keys) {
  const json &Value = at(Of, Keys);
  return Value.is_string() ? Value.get_ref<const std::string &>() : std::string();
}

std::optional<int64_t> numberAt(const json &Of, std::initializer_list<const char *> Keys) {
  const json &Value = at(Of, Keys);
  if (Value.is_number_unsigned() &&
      Value.get<uint64_t>() > uint64_t(std::numeric_limits<int64_t>::max()))
    return std::nullopt;
  if (!Value.is_number_integer())
    return std::nullopt;
  return Value.get<int64_t>();
}

bool flagAt(const json &Of, std::initializer_list<const char *> Keys) {
  const json &Value = at(Of, Keys);
  return Value.is_boolean() && Value.get<bool>();
}

std::string toText(const json &Value) {
  return Value.dump(-1, ' ', false, json::error_handler_t::replace);
}

} // namespace nplus1::lsp
