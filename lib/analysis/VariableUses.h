//===- VariableUses.h - What a function's body does with its variables ----===//
//
// One look at the whole body before the walk, for what the walk cannot know
// when it comes to a variable: what happens to it later, and under other names.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "clang/AST/Decl.h"

#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/DenseSet.h"

namespace nplus1 {

struct VariableUses {
  explicit VariableUses(const clang::Stmt &Body);

  /// References to it in the body.
  llvm::DenseMap<const clang::ValueDecl *, uint32_t> Counts;
  /// Variables with another name: there is a reference or a pointer to them, a
  /// lambda captured them by reference, an object was made with them.
  llvm::DenseSet<const clang::ValueDecl *> Shared;
  /// Variables that other functions may set: their address, or a reference that
  /// is not const, was passed or kept.
  llvm::DenseSet<const clang::ValueDecl *> GivenAway;
  /// Where a variable is assigned, or a method called on it that is not const.
  llvm::DenseMap<const clang::ValueDecl *, llvm::SmallVector<clang::SourceLocation, 2>> Changed;
  /// What is written into a variable behind its declaration, where that is or may be
  /// text: assigned, appended, or formatted into it.
  llvm::DenseMap<const clang::ValueDecl *, llvm::SmallVector<const clang::Expr *, 2>> Texts;
};

} // namespace nplus1
