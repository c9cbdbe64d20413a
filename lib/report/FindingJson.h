//===- FindingJson.h - Findings in JSON schema 1 --------------------------===//
//
// docs/json.md is the reference. Within a schema number fields are only added.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "finding/Finding.h"

#include "llvm/ADT/StringRef.h"

#include <nlohmann/json.hpp>

namespace nplus1 {

/// The number in "schema".
inline constexpr int JsonSchema = 1;

/// Keys keep the order of the documentation. Paths are relative to
/// \p WorkingDirectory where possible.
nlohmann::ordered_json findingToJson(const Finding &F, llvm::StringRef WorkingDirectory);

nlohmann::ordered_json coverageToJson(const Coverage &Seen);
nlohmann::ordered_json errorsToJson(const std::vector<UnitError> &Errors,
                                    llvm::StringRef WorkingDirectory);

/// {"name", "version", "clang"} of this program.
nlohmann::ordered_json toolToJson();

/// As text; bytes that are not UTF-8 (a source line in another encoding) are
/// replaced. \p Indent is -1 for a single line.
std::string jsonText(const nlohmann::ordered_json &Json, int Indent);

} // namespace nplus1
