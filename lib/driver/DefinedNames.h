//===- DefinedNames.h - What a source file may define, without parsing it -===//
//
// Tells which of many units are worth a parse when the body of a function is looked
// for, or its callers. Names only: "::" and what is before it counts, overloads and
// namespaces do not.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "llvm/ADT/StringRef.h"

#include <cstdint>
#include <vector>

namespace nplus1 {

/// A set of names, as hashes: what it lacks is not there, what it has may be.
class DefinedNames {
public:
  /// Adds what \p Text, a source file, may define. Functions that macros make up are
  /// not seen.
  void addFrom(llvm::StringRef Text);

  /// "f", "ns::f" or "Class::f", with the namespace or class directly around it.
  /// Operators and conversions are all one.
  bool mayDefine(llvm::StringRef Function) const;
  /// Class::f for whatever class: what overrides a virtual f.
  bool mayDefineInAnyClass(llvm::StringRef Function) const;
  /// Class::f for whatever f.
  bool mayDefineMethodOf(llvm::StringRef Class) const;

  /// A function that is no member is declared, whatever namespace is around it.
  bool mayDeclare(llvm::StringRef Function) const;
  /// "Class::f" is called with its class before it, as those do that override it.
  bool mayCallQualified(llvm::StringRef Class, llvm::StringRef Name) const;

  /// Sorted; for storing.
  std::vector<uint32_t> Hashes;
};

} // namespace nplus1
