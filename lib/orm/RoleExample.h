//===- RoleExample.h - Annotated sources that show what a profile means ---===//
//
// An example is a C++ source whose comments say which roles the calls of their
// line play:
//
//   for (const auto &post : posts)    // expect: rows
//     print(post.author()->name());   // expect: lazy
//     print(post.authorId());         // quiet, so no comment
//
// It is how a profile is tested, by "nplus1 profiles test" and by our own tests.
// Roles that query, or change how many queries run, have to be listed on every
// line; free, key and library roles are compared only where the line names one
// of the same kind.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "orm/RoleIndex.h"

#include "llvm/Support/Error.h"

#include <memory>
#include <string>
#include <vector>

namespace clang {
class ASTUnit;
} // namespace clang

namespace nplus1 {

/// A call in an example and the role it plays; no match if it plays none.
struct ExampleCall {
  unsigned Line = 0;
  std::string Callee; ///< qualified name
  RoleMatch Match;
};

struct ExampleResult {
  std::vector<ExampleCall> Calls; ///< those that play a role, by line
  std::vector<ExampleCall> Quiet; ///< those that play none, by line
  /// Profiles whose version condition does not hold in the example.
  std::vector<const Profile *> Inactive;
  /// One sentence for each line whose roles are not those of its comment, with
  /// file and line. Empty if all is as expected.
  std::vector<std::string> Problems;
};

/// An example that was read and parsed once, to be judged by any number of
/// profiles.
class ParsedExample {
public:
  /// Parses \p Text with \p Arguments, in addition to C++20 and the folder of
  /// \p Name as include path; \p Name is for messages and relative includes. An
  /// error if it does not compile.
  static llvm::Expected<ParsedExample> parse(llvm::StringRef Text, const std::string &Name,
                                             const std::vector<std::string> &Arguments = {});
  ParsedExample(ParsedExample &&);
  ~ParsedExample();

  ExampleResult judge(std::span<const Profile> Profiles) const;

private:
  ParsedExample(llvm::StringRef Text, std::string Name, std::unique_ptr<clang::ASTUnit> Unit);

  std::string Text;
  std::string Name;
  std::unique_ptr<clang::ASTUnit> Unit;
};

/// Parses the source \p File with \p Arguments, in addition to C++20 and the
/// folder of the file as include path, and compares. An error if the file cannot
/// be read or does not compile.
llvm::Expected<ExampleResult> runExample(const std::string &File, std::span<const Profile> Profiles,
                                         const std::vector<std::string> &Arguments = {});

/// The same for a text; \p Name is for messages and relative includes.
llvm::Expected<ExampleResult> runExampleText(llvm::StringRef Text, const std::string &Name,
                                             std::span<const Profile> Profiles,
                                             const std::vector<std::string> &Arguments = {});

} // namespace nplus1
