//===- SqlText.h - What the text of a statement says ----------------------===//
//
// No parser: whether a statement reads or writes is in its first word, or, of one
// that begins with WITH or SELECT, in a few others.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "llvm/ADT/StringRef.h"

#include <string>

namespace nplus1 {

struct SqlStatement {
  /// What it does, in lower case: "select", "insert". Of "WITH … INSERT" that is
  /// "insert"; of a SELECT that calls a function for its effect "call". Empty if the
  /// text does not begin as a statement does.
  std::string Verb;
  /// The first table behind FROM; empty if there is none.
  std::string Table;

  bool isKnown() const { return !Verb.empty(); }
  /// It changes nothing in the database.
  bool reads() const;
};

/// Reads the beginning of a statement; \p Text may be cut off anywhere.
SqlStatement readSql(llvm::StringRef Text);

/// How the name of a Constant in the facts says that a query was built from this text.
std::string sqlMark(const SqlStatement &What);
/// What such a name says; not known if \p Name is none.
SqlStatement ofSqlMark(llvm::StringRef Name);

} // namespace nplus1
