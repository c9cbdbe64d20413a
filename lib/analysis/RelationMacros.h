//===- RelationMacros.h - Options of relations, as macros state them ------===//
//
// Some ORMs take a relation's options from a macro in the class, e.g.
// OPTIONS("author", "null=true"), that leaves nothing in the AST. The
// preprocessor sees it; where it stood tells the class.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "orm/Profile.h"

#include "clang/Lex/Preprocessor.h"

#include <span>
#include <vector>

namespace nplus1 {

/// One use of a profile's relation-options macro.
struct RelationMacroUse {
  clang::SourceLocation At;
  std::string Relation;
  std::string Options;
};

/// Makes \p Macros record every use of the \p Profiles' relation-options macros
/// in \p Into, which must live until the preprocessor is done.
void recordRelationMacros(clang::Preprocessor &Macros, std::span<const Profile> Profiles,
                          std::vector<RelationMacroUse> &Into);

} // namespace nplus1
