//===- MissingCode.h - What no unit has, and findings depend on -----------===//
//
// For who analyses only some units of a project: the others neither see an ORM nor
// call what queries, but what a loop's query depends on may go through them.
//
//   for (id : ids) find(translate(id));     translate() says which turn it is about
//   each(ids, [&](int id) { find(id); });   each() has the loop
//   rows = withAuthors(); show(rows);       show() may read what was loaded
//
//===----------------------------------------------------------------------===//
#pragma once

#include "summary/Program.h"

#include <set>

namespace nplus1 {

/// Functions by USR. Other calls without a body make no difference to findings.
struct MissingCode {
  /// Called, and their bodies are not known (of virtual ones: not all, perhaps).
  std::set<std::string> Bodies;
  /// Methods that read a member which other methods of their class may set, with the
  /// name of the class.
  std::map<std::string, std::string> Siblings;
  /// What they are given matters, so all of their callers do.
  std::set<std::string> Callers;
};

MissingCode missingCode(const Program &P);

} // namespace nplus1
