//===- RoleIndex.h - From declarations of one unit to their roles ---------===//
//
//   Profile (data)  ──▶  RolePatterns  ──▶  RoleIndex  ──▶  analysis asks: what does
//   annotations     ─────────────────────▶                  this callee do?
//
// Built once per translation unit from the profiles that apply to it. Answers
// are cached per declaration. Not thread-safe: one index per AST, used by the
// thread that owns the AST.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "orm/VersionConditions.h"

#include "clang/AST/ASTContext.h"

#include <memory>
#include <span>

namespace nplus1 {

/// A role and the profile it comes from. Both outlive the index.
struct RoleMatch {
  const Profile *From = nullptr;
  const Role *What = nullptr;
  explicit operator bool() const { return What != nullptr; }
};

class RoleIndex {
public:
  /// Indexes \p Profiles (which must outlive the index) for \p Context. A
  /// profile is active if its version condition holds in this unit.
  /// \p DefinedMacro answers whether a macro is defined, and with which integer
  /// value (0 if it has none); null means that no macro is.
  RoleIndex(std::span<const Profile> Profiles, clang::ASTContext &Context,
            MacroQuestion DefinedMacro = nullptr);
  ~RoleIndex();

  /// The role that a call of \p Callee plays; empty if no profile names it.
  /// Instantiations and members of instantiated classes are looked up as their
  /// templates. The first profile in the given order wins, and in a profile the
  /// first matching role.
  RoleMatch roleOf(const clang::FunctionDecl &Callee) const;

  /// Whether objects of \p Class are rows of a table according to any profile.
  bool isEntity(const clang::CXXRecordDecl &Class) const;

  /// The entity class that \p Type is, points at, wraps or contains (through
  /// references, pointers, Forward classes, and containers' element types); null
  /// if there is none. Used to name rows and targets.
  const clang::CXXRecordDecl *entityIn(clang::QualType Type) const;

  /// Whether \p Condition holds in this unit.
  bool holds(const VersionCondition &Condition) const;

  /// The profiles that are active in this unit.
  std::span<const Profile *const> active() const;

private:
  struct Impl;
  std::unique_ptr<Impl> Implementation;
};

} // namespace nplus1
