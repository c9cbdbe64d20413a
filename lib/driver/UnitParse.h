//===- UnitParse.h - One parse, from an invocation to an outcome ----------===//
//
// Shared by those who parse a unit whole (UnitAnalysis) and those who keep what
// is above its code (WarmUnit).
//
//===----------------------------------------------------------------------===//
#pragma once

#include "analysis/RelationMacros.h"
#include "driver/ErrorCollector.h"
#include "driver/OwnDeclarations.h"
#include "driver/UnitAnalysis.h"

#include "clang/AST/DeclID.h"
#include "clang/Frontend/CompilerInvocation.h"

#include <memory>

namespace clang {
class CompilerInstance;
class Preprocessor;
} // namespace clang

namespace nplus1 {

/// What was seen while a precompiled preamble was made, which a parse that starts
/// from it does not see again.
struct PreambleRecord {
  std::vector<clang::LocalDeclID> Own; ///< the project's declarations
  struct MacroUse {
    std::string File; ///< as the preprocessor named it
    unsigned Offset = 0;
    std::string Relation, Options;
  };
  std::vector<MacroUse> RelationMacros;
  std::vector<InputFile> Files;
  unsigned Errors = 0;
  std::string FirstError;
  std::vector<std::string> MissingHeaders;
};

/// Settings for a parse of \p Unit that ends in facts; null if no parse could be
/// made of its command. \p Files must have the unit's folder as working directory.
std::unique_ptr<clang::CompilerInvocation>
factsInvocation(const CompileUnit &Unit, llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> Files);

/// Fills in what \p Ast shows: facts and declarations. Narrows its traversal scope
/// to \p Own.
void extractUnit(clang::ASTContext &Ast, clang::Preprocessor &Macros,
                 std::span<const Profile> Profiles, const OwnDeclarations &Own,
                 std::span<const RelationMacroUse> RelationMacros, UnitOutcome &Out);

/// Adds the files that a parse read, with their digests, sorted.
void addFiles(clang::CompilerInstance &Clang, std::vector<InputFile> &Files);

/// A parse that is about to begin.
struct ParseBegin {
  clang::CompilerInstance &Clang; ///< has a preprocessor
  BodyFilter &Bodies;
  ErrorCollector &Errors;
  UnitOutcome &Out; ///< what parseUnit will return
};

/// Runs \p Invocation on \p Files. If the invocation starts from a preamble, \p
/// Before is what was recorded of it, else null. Of Seen only the Files are
/// set. \p Begins, unless null, is called once before the parse.
UnitOutcome parseUnit(const CompileUnit &Unit, std::span<const Profile> Profiles,
                      std::unique_ptr<clang::CompilerInvocation> Invocation,
                      llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> Files,
                      const PreambleRecord *Before,
                      llvm::function_ref<void(ParseBegin)> Begins = nullptr);

/// An outcome of which nothing can be said but \p Problem.
UnitOutcome failedUnit(const llvm::Twine &Problem);

/// The outcome of a unit whose main file is not there.
UnitOutcome missingUnit();

} // namespace nplus1
