//===- Json.h - Reading what a client sent, whatever it is ----------------===//
//
// A message may have any shape. These return nothing where something is missing
// or of another type, so that no one has to ask first.
//
//===----------------------------------------------------------------------===//
#pragma once

#include <nlohmann/json.hpp>

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>

namespace nplus1::lsp {

using nlohmann::json;

/// The value behind \p Keys, one object inside the other; null if there is none.
/// Lives as long as \p Of.
const json &at(const json &Of, std::initializer_list<const char *> Keys);

/// Empty if it is no text.
std::string textAt(const json &Of, std::initializer_list<const char *> Keys);
/// Nothing if it is no whole number that fits.
std::optional<int64_t> numberAt(const json &Of, std::initializer_list<const char *> Keys);
/// False if it is no boolean.
bool flagAt(const json &Of, std::initializer_list<const char *> Keys);

/// As text on one line; bytes that are not UTF-8 are replaced.
std::string toText(const json &Value);

} // namespace nplus1::lsp
