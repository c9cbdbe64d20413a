//===- ProfileTables.h - The keys of a profile file -----------------------===//
#pragma once

#include "orm/Profile.h"
#include "support/JsonTable.h"

namespace nplus1 {

/// The keys of a profile file. "extends" is read, not resolved.
const JsonTable<Profile> &profileTable();

/// The word that profiles use for \p Kind, e.g. "lazy".
llvm::StringRef roleName(RoleKind Kind);

/// The placeholders that texts of fixes may hold, without braces.
llvm::ArrayRef<llvm::StringRef> fixPlaceholders();

} // namespace nplus1
