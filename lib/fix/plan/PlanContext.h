//===- PlanContext.h - What the rewriters share ---------------------------===//
#pragma once

#include "fix/FixPlan.h"
#include "summary/LinkedFinding.h"

#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/VirtualFileSystem.h"

#include <set>

namespace nplus1 {

/// A plan, or one sentence why there is none (lower case, no full stop).
struct PlanOrReason {
  std::optional<FixPlan> Plan;
  std::string WhyNot;
  /// Without a plan: the code that a person would write, in one line; empty if it is
  /// not known.
  std::string ByHand = {};
  static PlanOrReason no(std::string Why, std::string ByHand = {}) {
    return {std::nullopt, std::move(Why), std::move(ByHand)};
  }
};

class PlanContext {
public:
  PlanContext(const Program &P, Terms &T, llvm::vfs::FileSystem &Files)
      : P(P), T(T), Files(Files) {}

  const Program &P;
  Terms &T;

  /// The source text at \p At; empty if the file cannot be read.
  std::string text(FunctionId In, const Place &At);
  /// The whole of \p File; empty if it cannot be read.
  const std::string &contentsOf(const std::string &File);
  std::string textAt(const std::string &File, uint32_t Offset, uint32_t Length);
  /// The templates of \p A's profile for its role that hold in \p In's unit.
  std::vector<const FixTemplate *> templatesFor(const Access &A);
  /// The first of \p Wanted that means nothing yet in the functions \p In.
  /// \p reserve says that a plan gave a name a meaning there.
  std::string freeName(const std::set<FunctionId> &In, const std::vector<std::string> &Wanted,
                       const std::set<std::string> &Taken);

  /// Whether \p F is one of possibly many instances of its text. A generic lambda that
  /// is called with one type only is not: its text may be edited like any other.
  bool isTemplate(FunctionId F);

  void reserve(const std::set<FunctionId> &In, const std::set<std::string> &Names);

  /// The functions in view called \p Name ("Book::find", in whatever namespace;
  /// "::find" in whatever class) that have \p Parameters parameters.
  std::vector<FunctionId> functionsCalled(const std::string &Name, size_t Parameters);

private:
  llvm::vfs::FileSystem &Files;
  std::map<std::string, std::string> Contents;
  std::map<FunctionId, std::set<std::string>> Identifiers;
  /// How many instances the text of a generic lambda has, by file and offset.
  std::map<std::pair<std::string, uint32_t>, unsigned> LambdaInstances;
  std::set<std::string> &identifiersIn(FunctionId F);
  /// By the last part of their names.
  std::map<std::string, std::vector<FunctionId>> ByName;
};

/// Replaces each "{name}" of \p Template; a name that is not in \p With stays.
std::string filled(std::string Template,
                   const std::vector<std::pair<std::string, std::string>> &With);

/// "order" -> "orders", "country" -> "countries".
std::string plural(const std::string &Word);
/// "OrderLine" -> "orderLine".
std::string lowerFirst(std::string Word);
/// "itemID", "item_id", "getItemId" -> "item"; empty if nothing is left.
std::string withoutKeySuffix(std::string Name);
/// The identifiers of \p Code that are not members of something ("a.b" has "a").
std::set<std::string> freeIdentifiers(const std::string &Code);
/// The offsets at which the free identifier \p Name stands in \p Code.
std::vector<size_t> usesOf(const std::string &Code, const std::string &Name);
/// \p Code with the free identifier \p Name replaced by \p By.
std::string withIdentifier(const std::string &Code, const std::string &Name, const std::string &By);
/// Names, member accesses and calls: binds at least as tightly as "." does.
bool isPostfix(const std::string &Code);
/// "*it", "&row": an operator stands first, which binds less tightly than "." does.
inline bool isPrefixed(const std::string &Code) {
  return !Code.empty() && std::string("*&-!~+").find(Code[0]) != std::string::npos;
}
/// "rows", "page.rows", "this->rows_": something that can be named twice.
bool isPlainLvalue(const std::string &Code);

} // namespace nplus1
