//===- RuleCatalogue.h - The rules and their documentation ----------------===//
//
// What is known of a rule apart from how it is checked: its id, one line, the
// default gate, and its page, which the build embeds from docs/rules/<id>.md. A
// rule without a page does not build.
//
// To add a rule: a line in Rules.def and a page; then its pair of files in
// analysis/rules/.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "finding/Finding.h"

#include "llvm/ADT/StringRef.h"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace nplus1 {

struct RuleInfo {
  std::string_view Id;
  /// One line, a noun phrase without a full stop.
  std::string_view Summary;
  /// Findings below this confidence are not shown unless asked for.
  Confidence Gate;
  /// The documentation page, Markdown; never empty.
  std::string_view Page;

  /// Where the page is on the web.
  std::string documentationUrl() const;
};

/// All rules in the order in which they are listed to people. Everything in it
/// lives as long as the program.
std::span<const RuleInfo> ruleCatalogue();

/// Null if there is no rule of this id.
const RuleInfo *findRule(std::string_view Id);

/// The ids of all rules, for suggestion().
std::vector<llvm::StringRef> ruleIds();

/// "possible", "likely" or "certain".
std::string_view confidenceName(Confidence Level);

/// "safe", "unsafe" or "manual".
std::string_view fixSafetyName(FixSafety Safety);

} // namespace nplus1
