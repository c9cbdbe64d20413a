//===- ExtractFacts.h - From an AST to the facts of its unit --------------===//
#pragma once

#include "analysis/Facts.h"
#include "orm/RoleIndex.h"

#include "clang/AST/ASTContext.h"

namespace nplus1 {

/// Extracts the facts of every function that \p Ast defines outside system
/// headers. \p Profiles must outlive the call. Works on broken code: what did
/// not parse is opaque. \p RelationOptions are the texts that the preprocessor
/// saw in the profiles' relation macros, as "Class.relation" and text.
void extractFacts(clang::ASTContext &Ast, std::span<const Profile> Profiles,
                  const RoleIndex &Roles, UnitFacts &Out);

} // namespace nplus1
