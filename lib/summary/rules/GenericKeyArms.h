//===- GenericKeyArms.h - Loads of which one runs per row -----------------===//
#pragma once

#include "summary/rules/RuleContext.h"

namespace nplus1 {

/// A load that resolves a generic key for some of the rows.
struct GenericKeyArm {
  size_t Access = 0; ///< index into LoopAccesses::All
  /// The constants or types for which it runs, as written; empty for "all others".
  std::vector<std::string> Tags;
};

/// One generic key of a row: loads of different types that exclude each other.
struct GenericKey {
  std::vector<GenericKeyArm> Arms; ///< in program order
  std::vector<std::string> Types;  ///< sorted, two or more
  /// The key as the user wrote it; where each type has a key of its own, these
  /// with "|" between them.
  std::string Name;
  /// Whether for each row that gets there one of the arms runs, as far as can be
  /// seen.
  bool Unconditional = false;
};

/// The generic keys among the accesses of \p Loop that are worth a word.
std::vector<GenericKey> genericKeysOf(RuleContext &C, const LoopAccesses &Loop);

} // namespace nplus1
