//===- LocatedJson.h - JSON that knows where each value was written -------===//
//
// Profiles, configurations, baselines and compilation databases are written by
// people and by strangers. This reader keeps the line and column of every value
// and key, so that an error names its place, and refuses texts that are too
// large, too deep, or that write one key twice.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "support/SourceRange.h"

#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/Twine.h"
#include "llvm/Support/Error.h"

#include <nlohmann/json.hpp>

#include <memory>
#include <string>
#include <string_view>

namespace nplus1 {

/// What a text may ask of this process.
struct JsonLimits {
  size_t MaxBytes = size_t(16) << 20;
  unsigned MaxDepth = 64; ///< of nested objects and arrays
};

/// "FILE:LINE:COLUMN: MESSAGE", or "FILE: MESSAGE" for a place without line.
llvm::Error locatedError(const SourcePoint &At, const llvm::Twine &Message);

/// A parsed JSON text. Addresses of its values are stable, also when it is
/// moved. Not modifiable; may be read from several threads.
class LocatedJson {
public:
  /// \p FileName is used in errors only. An error is one sentence that starts
  /// with the place.
  static llvm::Expected<LocatedJson> parse(std::string_view Text, const std::string &FileName,
                                           const JsonLimits &Limits = {});

  /// Reads and parses a file.
  static llvm::Expected<LocatedJson> read(const std::string &Path, const JsonLimits &Limits = {});

  const nlohmann::json &root() const { return *Root; }
  const std::string &fileName() const { return FileName; }

  /// Where \p Value, the root or a value inside it, begins. For any other value
  /// only the file is set.
  SourcePoint placeOf(const nlohmann::json &Value) const;

  /// Where the key of \p Member begins, a value inside an object; the place of
  /// the value itself if it has no key.
  SourcePoint placeOfKey(const nlohmann::json &Member) const;

private:
  friend class LocatedJsonBuilder;
  LocatedJson() = default;

  struct Place {
    uint32_t Offset = 0;
    uint32_t KeyOffset = 0; ///< equal to Offset if there is no key
  };
  SourcePoint pointAt(uint32_t Offset) const;

  std::string FileName;
  std::unique_ptr<nlohmann::json> Root;
  llvm::DenseMap<const nlohmann::json *, Place> Places;
  std::vector<uint32_t> LineStarts;
};

} // namespace nplus1
