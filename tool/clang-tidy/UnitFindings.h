//===- UnitFindings.h - What one parse of clang-tidy's shows --------------===//
//
// The checks of all rules share one analysis of the unit.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "analysis/RelationMacros.h"
#include "driver/Analysis.h"
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

class UnitFindings {
public:
  UnitFindings(TidyOptions Options, clang::Preprocessor &Macros);

  /// Analyses the unit, once; \p IsOn says of a rule whether its check runs.
  void analyze(clang::ASTContext &Ast, llvm::function_ref<bool(llvm::StringRef)> IsOn);

  /// Reported findings of rules that are on, in the unit's main file or its headers.
  const std::vector<Finding> &findings() const { return Found; }
  /// All safe fixes of findings(), which change the files together.
  const EditedFiles &edits() const { return Edits; }
  /// Why nothing was analysed; empty if it was.
  const std::string &problem() const { return Problem; }

private:
  TidyOptions Options;
  clang::Preprocessor &Macros;
  std::vector<Profile> Profiles;
  std::vector<RelationMacroUse> RelationMacros;
  std::vector<Finding> Found;
  EditedFiles Edits;
  std::string Problem;
  bool Done = false;
};

} // namespace nplus1::tidy
