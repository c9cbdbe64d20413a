//===- AnnotatedSource.h - Test sources that say what is to be found ------===//
//
// A test source is C++ with expectations beside the lines:
//
//   // with: poco-activerecord            which ORM's headers it sees
//   total += order->item()->price();      // expect: nplus1-lazy-relation item
//   text += order->note();                // expect: nplus1-lazy-relation a.b [likely]
//
// An expectation stands on the line of the finding's location: rule, path (or
// "-" for none), and the confidence if it is not certain. Everything found must
// be expected and the other way round. A folder with several .cpp files is one
// program of several units. Functions are named by verdict: …Bad, …Ok, and
// fp…/fn… for known wrong answers (which are expected as they are).
//
//===----------------------------------------------------------------------===//
#pragma once

#include "summary/Link.h"

#include <map>
#include <memory>
#include <string>
#include <vector>

namespace nplus1::test {

/// Of the file at \p Path; empty if it cannot be read.
std::string contentsOf(const std::string &Path);

/// Parsed and linked sources. Keeps the program that the findings refer to.
struct Analysed {
  std::unique_ptr<Program> Linked;
  LinkResult Result;
  /// Errors of the parser: a test source must parse.
  std::vector<std::string> Errors;
};

/// The compiler arguments that make the headers of \p Orm visible: the doubles
/// in test/orm-headers, or the packaged library's own; the prefetch runtime's, too.
std::vector<std::string> argumentsFor(const std::string &Orm);

/// Analyses the files as one program. \p Instead has the text of files that are
/// not to be taken as they are on the disk.
Analysed analyse(const std::vector<std::string> &Files,
                 const std::map<std::string, std::string> &Instead = {});

/// Compares findings with the expectations in \p Files. Returns one line per
/// difference, with the source line; empty if there is none.
std::vector<std::string> differences(const std::vector<std::string> &Files);

} // namespace nplus1::test
