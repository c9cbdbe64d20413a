//===- ExtractFacts.h - From an AST to the facts of its unit --------------===//
#pragma once

#include "analysis/Facts.h"
#include "analysis/RelationMacros.h"
#include "orm/RoleIndex.h"

#include "clang/AST/ASTContext.h"

namespace nplus1 {

/// Extracts the facts of every function that \p Ast defines outside system
/// headers. \p Profiles must outlive the call. Works on broken code: what did
/// not parse is opaque. \p Macros is what recordRelationMacros saw.
void extractFacts(clang::ASTContext &Ast, std::span<const Profile> Profiles, const RoleIndex &Roles,
                  std::span<const RelationMacroUse> Macros, UnitFacts &Out);

} // namespace nplus1
