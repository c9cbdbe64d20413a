#include "support/JsonTable.h"

#include <limits>

using nlohmann::json;

namespace nplus1 {

static llvm::StringRef nameOfType(const json &Value) {
  switch (Value.type()) {
  case json::value_t::object:
    return "an object";
  case json::value_t::array:
    return "a list";
  case json::value_t::string:
    return "a text";
  case json::value_t::boolean:
    return "true or false";
  case json::value_t::null:
    return "null";
  default:
    return "a number";
  }
}

llvm::Error JsonValue::wrongType(llvm::StringRef Wanted) const {
  return error("must be " + Wanted + ", not " + nameOfType(Value));
}

JsonType<std::string> jsonText() {
  return {[](const JsonValue &From, std::string &Into) -> llvm::Error {
            if (!From.Value.is_string())
              return From.wrongType("a text");
            Into = From.Value.get<std::string>();
            return llvm::Error::success();
          },
          {{"type", "string"}}};
}

JsonType<bool> jsonFlag() {
  return {[](const JsonValue &From, bool &Into) -> llvm::Error {
            if (!From.Value.is_boolean())
              return From.wrongType("true or false");
            Into = From.Value.get<bool>();
            return llvm::Error::success();
          },
          {{"type", "boolean"}}};
}

JsonType<unsigned> jsonNumber() {
  return {[](const JsonValue &From, unsigned &Into) -> llvm::Error {
            if (!From.Value.is_number_unsigned())
              return From.Value.is_number() ? From.error("must be a whole number from 0")
                                            : From.wrongType("a number");
            if (From.Value.get<uint64_t>() > std::numeric_limits<unsigned>::max())
              return From.error("is too large");
            Into = From.Value.get<unsigned>();
            return llvm::Error::success();
          },
          {{"type", "integer"}, {"minimum", 0}}};
}

JsonType<long> jsonInteger() {
  return {[](const JsonValue &From, long &Into) -> llvm::Error {
            if (!From.Value.is_number_integer())
              return From.Value.is_number() ? From.error("must be a whole number")
                                            : From.wrongType("a number");
            Into = From.Value.get<long>();
            return llvm::Error::success();
          },
          {{"type", "integer"}}};
}

JsonType<std::vector<std::string>> jsonTexts() {
  auto One = jsonText();
  auto Many = jsonList(jsonText());
  json Schema = {{"anyOf", {One.Schema, Many.Schema}}};
  return {[One, Many](const JsonValue &From, std::vector<std::string> &Into) -> llvm::Error {
            if (From.Value.is_string())
              return One.Read(From, Into.emplace_back());
            if (!From.Value.is_array())
              return From.wrongType("a text or a list of texts");
            return Many.Read(From, Into);
          },
          std::move(Schema)};
}

} // namespace nplus1
