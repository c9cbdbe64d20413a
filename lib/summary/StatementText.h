//===- StatementText.h - SQL that is written in another function ----------===//
#pragma once

#include "analysis/SqlText.h"
#include "summary/Effects.h"

namespace nplus1 {

/// The text that \p What, an event of SQL that its function has no text for, runs: from
/// a caller's argument or from a member that another method prepared. Not known if
/// nobody has it, or one of several writes.
SqlStatement statementText(const Program &P, Terms &T, const Effect &What);

} // namespace nplus1
