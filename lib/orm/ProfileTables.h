//===- ProfileTables.h - The keys of a profile file -----------------------===//
#pragma once

#include "orm/Profile.h"
#include "support/JsonTable.h"

namespace nplus1 {

/// The keys of a profile file. "extends" is read, not resolved.
const JsonTable<Profile> &profileTable();

/// The JSON schema of a profile file: lib/orm/profile.schema.json, which a test
/// compares with it.
nlohmann::json profileSchema();

/// The word that profiles use for \p Kind, e.g. "lazy".
llvm::StringRef roleName(RoleKind Kind);

} // namespace nplus1
