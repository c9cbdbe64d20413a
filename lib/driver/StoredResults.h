//===- StoredResults.h - Results of earlier runs, by unit -----------------===//
#pragma once

#include "compdb/Normalize.h"
#include "driver/Cache.h"

#include <span>

namespace nplus1 {

/// What the cache keeps of units and of whole runs. Whether it still holds is for the
/// caller to ask.
class StoredResults {
public:
  /// \p In may be null: then there is nothing, and nothing is kept. \p MadeWith tells
  /// apart the programs and profiles that results were made with.
  StoredResults(const Cache *In, std::string MadeWith) : In(In), MadeWith(std::move(MadeWith)) {}

  explicit operator bool() const { return In; }

  /// \p Kind is "scan" or "facts".
  std::optional<std::string> find(llvm::StringRef Kind, const CompileUnit &Unit) const;
  void store(llvm::StringRef Kind, const CompileUnit &Unit, llvm::StringRef Bytes) const;

  /// Notes that what is kept of \p Unit was of use, though it was not read.
  void use(llvm::StringRef Kind, const CompileUnit &Unit) const;

  std::optional<std::string> findRun(std::span<const CompileUnit> Units) const;
  void storeRun(std::span<const CompileUnit> Units, llvm::StringRef Bytes) const;

private:
  const Cache *In;
  std::string MadeWith;

  std::string keyOf(llvm::StringRef Kind, std::span<const CompileUnit> Units) const;
};

} // namespace nplus1
