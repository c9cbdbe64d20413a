//===- FactsCodec.h - The facts of a unit as bytes ------------------------===//
//
// For worker processes, the cache, and phase 1 on other machines. The bytes may
// have been cut, damaged or made up by a stranger: what is decoded holds no index
// that points nowhere and no cycle.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "analysis/Facts.h"

#include "llvm/ADT/StringRef.h"

#include <optional>
#include <string>

namespace nplus1 {

/// Counts the changes of the format. Bytes of another version are not decoded.
inline constexpr unsigned FactsFormat = 6;

/// The same facts always give the same bytes.
std::string encodeFacts(const UnitFacts &Facts);

/// Nothing if \p Bytes are not facts of this version.
std::optional<UnitFacts> decodeFacts(llvm::StringRef Bytes);

} // namespace nplus1
