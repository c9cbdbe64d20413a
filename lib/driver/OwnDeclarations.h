//===- OwnDeclarations.h - What of a unit is worth a look -----------------===//
//
// A unit consists mostly of system and ORM headers. Their function bodies are not
// parsed and their declarations not walked.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "driver/BodyFilter.h"

#include "clang/AST/DeclGroup.h"

#include <vector>

namespace nplus1 {

class OwnDeclarations {
public:
  /// \p Bodies outlives this.
  explicit OwnDeclarations(BodyFilter &Bodies) : Bodies(Bodies) {}

  /// For ASTConsumer::shouldSkipFunctionBody.
  bool skipsBody(const clang::Decl &Function);

  /// Takes the project's declarations of \p Group.
  void add(clang::DeclGroupRef Group);

  /// In the order in which they were added.
  std::vector<clang::Decl *> All;

private:
  BodyFilter &Bodies;

  /// Of a system or ORM header.
  bool isForeign(const clang::Decl &D);
};

} // namespace nplus1
