//===- UnitFindings.h - What one parse of clang-tidy's shows --------------===//
//
// The checks of all rules share one analysis of the unit.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "analysis/RelationMacros.h"
#include "driver/Analysis.h"
#include "finding/Triage.h"
#include "fix/EditedFile.h"

#include "clang/Lex/Preprocessor.h"

namespace nplus1::tidy {

/// What .clang-tidy says.
struct TidyOptions {
  std::vector<std::string> Profiles; ///< names or files; none: all built in
  /// A compilation database, and the folder in which `nplus1 check` keeps its
  /// results: other units are known from there. Empty: this unit only.
  std::string Database, CacheFolder;
  std::string Program; ///< the nplus1 that filled the folder
};

/// A finding, and the edits that go with it. Plans that change the same files share
/// includes and variables, so the edits of all of them come with one of their findings:
/// clang-tidy applies what a diagnostic brings as a whole or not at all.
struct TidyFinding {
  Finding What;
  EditedFiles Edits;
};

class UnitFindings {
public:
  UnitFindings(TidyOptions Options, clang::Preprocessor &Macros);

  /// Analyses the unit, once; \p IsOn says of a rule whether its check runs, \p
  /// IsShown of a finding whether clang-tidy will show it. Only safe fixes of those that
  /// are shown become edits.
  void analyze(clang::ASTContext &Ast, llvm::function_ref<bool(llvm::StringRef)> IsOn,
               llvm::function_ref<bool(const Finding &)> IsShown);

  /// Reported findings of rules that are on, in the unit's main file or its headers.
  const std::vector<TidyFinding> &findings() const { return Found; }
  /// Why nothing was analysed, or less than was asked for; empty if all was.
  const std::string &problem() const { return Problem; }

private:
  TidyOptions Options;
  clang::Preprocessor &Macros;
  std::vector<Profile> Profiles;
  std::vector<RelationMacroUse> RelationMacros;
  std::vector<TidyFinding> Found;
  std::string Problem;
  bool Done = false;

  llvm::Error run(clang::ASTContext &Ast, const std::string &MainFile,
                  llvm::function_ref<bool(llvm::StringRef)> IsOn,
                  llvm::function_ref<bool(const Finding &)> IsShown);
  llvm::Error addEdits(const Analysis &Result, const Report &Said, llvm::StringRef Root,
                       llvm::function_ref<bool(const Finding &)> IsShown);
};

} // namespace nplus1::tidy
