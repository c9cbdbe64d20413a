//===- Annotations.h - Roles that users write into their own headers ------===//
//
// [[clang::annotate("nplus1::lazy")]] on a function gives it a role without a
// profile; "nplus1::entity" on a class makes it one. The words are documented,
// as macros, in lib/runtime/include/nplus1/annotations.hpp.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "orm/RoleIndex.h"

namespace nplus1 {

/// The role that an annotation on \p Function, on a method that it overrides, or
/// on the template that it was made from gives it.
RoleMatch annotatedRole(const clang::FunctionDecl &Function);

bool isAnnotatedEntity(const clang::CXXRecordDecl &Class);

/// The profile that annotated roles belong to.
const Profile &annotationProfile();

} // namespace nplus1
