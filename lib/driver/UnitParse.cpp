#include "driver/UnitParse.h"

#include "analysis/ExtractFacts.h"
#include "compdb/Invocation.h"
#include "driver/LateBodies.h"
#include "fix/SeenFiles.h"

#include "clang/Frontend/CompilerInstance.h"
#include "clang/Frontend/FrontendActions.h"
#include "clang/Lex/Preprocessor.h"
#include "clang/Lex/PreprocessorOptions.h"
#include "clang/Serialization/ASTReader.h"
#include "llvm/Support/TimeProfiler.h"

using namespace clang;
using namespace llvm;

namespace nplus1 {

/// The integer that a macro is defined as, 0 if it is something else; nothing if
/// it is not defined.
static std::optional<long> macroValue(Preprocessor &Macros, StringRef Name) {
  const MacroInfo *Macro = Macros.getMacroInfo(Macros.getIdentifierInfo(Name));
  if (!Macro)
    return std::nullopt;
  long Value = 0;
  if (Macro->getNumTokens() == 1 && Macro->getReplacementToken(0).is(tok::numeric_constant)) {
    std::string Digits = Macros.getSpelling(Macro->getReplacementToken(0));
    if (StringRef(Digits).rtrim("uUlL").getAsInteger(0, Value))
      Value = 0;
  }
  return Value;
}

void extractUnit(ASTContext &Ast, Preprocessor &Macros, std::span<const Profile> Profiles,
                 const OwnDeclarations &Own, std::span<const RelationMacroUse> RelationMacros,
                 UnitOutcome &Out) {
  TimeTraceScope Timed(ExtractSection);
  Ast.setTraversalScope(Own.All);
  RoleIndex Roles(Profiles, Ast, [&](StringRef Name) { return macroValue(Macros, Name); });
  extractFacts(Ast, Profiles, Roles, RelationMacros, Out.Facts);
  Out.Declarations = headerDeclarations(Ast);
}

namespace {

class FactsConsumer : public ASTConsumer {
public:
  FactsConsumer(std::span<const Profile> Profiles, BodyFilter &Bodies, CompilerInstance &Clang,
                const PreambleRecord *Before, UnitOutcome &Out)
      : Profiles(Profiles), Own(Bodies), Clang(Clang), Before(Before), Out(Out) {
    recordRelationMacros(Clang.getPreprocessor(), Profiles, RelationMacros);
  }

  bool shouldSkipFunctionBody(Decl *Function) override { return Own.skipsBody(*Function); }

  bool HandleTopLevelDecl(DeclGroupRef Group) override {
    Own.add(Group);
    return true;
  }

  /// What a preamble brings back was recorded when it was made.
  void HandleInterestingDecl(DeclGroupRef) override {}

  void HandleTranslationUnit(ASTContext &Ast) override {
    if (Before && Clang.getASTReader())
      addPreamble(Ast);
    extractUnit(Ast, Clang.getPreprocessor(), Profiles, Own, RelationMacros, Out);
  }

private:
  std::span<const Profile> Profiles;
  OwnDeclarations Own;
  CompilerInstance &Clang;
  const PreambleRecord *Before;
  UnitOutcome &Out;
  std::vector<RelationMacroUse> RelationMacros;

  void addPreamble(ASTContext &Ast) {
    ASTReader &Reader = *Clang.getASTReader();
    serialization::ModuleFile &Preamble = Reader.getModuleManager().getPrimaryModule();
    std::vector<Decl *> All;
    for (LocalDeclID Id : Before->Own)
      if (Decl *D = Reader.GetLocalDecl(Preamble, Id))
        All.push_back(D);
    All.insert(All.end(), Own.All.begin(), Own.All.end());
    Own.All = std::move(All);

    SourceManager &Sources = Ast.getSourceManager();
    std::vector<RelationMacroUse> Uses;
    for (const PreambleRecord::MacroUse &Use : Before->RelationMacros)
      if (auto File = Sources.getFileManager().getOptionalFileRef(Use.File))
        if (FileID Id = Sources.translateFile(*File); Id.isValid())
          Uses.push_back({Sources.getComposedLoc(Id, Use.Offset), Use.Relation, Use.Options});
    RelationMacros.insert(RelationMacros.begin(), Uses.begin(), Uses.end());
  }
};

class FactsAction : public ASTFrontendAction {
public:
  FactsAction(std::span<const Profile> Profiles, const CompileUnit &Unit,
              const PreambleRecord *Before, ErrorCollector &Errors, UnitOutcome &Out,
              function_ref<void(ParseBegin)> Begins)
      : Profiles(Profiles), Bodies(Profiles, Unit.File), Before(Before), Errors(Errors), Out(Out),
        Begins(Begins) {}

  std::unique_ptr<ASTConsumer> CreateASTConsumer(CompilerInstance &Clang, StringRef) override {
    delayForeignBodies(Clang, Bodies);
    if (Begins)
      Begins({Clang, Bodies, Errors, Out});
    return std::make_unique<FactsConsumer>(Profiles, Bodies, Clang, Before, Out);
  }

  void EndSourceFileAction() override { addFiles(getCompilerInstance(), Out.Seen.Files); }

private:
  std::span<const Profile> Profiles;
  BodyFilter Bodies;
  const PreambleRecord *Before;
  ErrorCollector &Errors;
  UnitOutcome &Out;
  function_ref<void(ParseBegin)> Begins;
};

std::string problemOf(unsigned Count, StringRef First) {
  if (Count == 1)
    return ("does not parse: " + First).str();
  return ("does not parse: " + Twine(Count) + " errors, the first: " + First).str();
}

} // namespace

UnitOutcome failedUnit(const Twine &Problem) {
  UnitOutcome Out;
  Out.Problem = Problem.str();
  return Out;
}

UnitOutcome missingUnit() { return failedUnit("the file does not exist"); }

std::unique_ptr<CompilerInvocation> factsInvocation(const CompileUnit &Unit,
                                                    IntrusiveRefCntPtr<vfs::FileSystem> Files) {
  IgnoringDiagConsumer FlagComplaints;
  auto Invocation = makeInvocation(Unit, std::move(Files), FlagComplaints);
  if (!Invocation)
    return nullptr;
  Invocation->getFrontendOpts().SkipFunctionBodies = true;
  // An error is not the end: what parses is analysed.
  Invocation->getDiagnosticOpts().ErrorLimit = 0;
  Invocation->getLangOpts().SpellChecking = false;
  return Invocation;
}

void addFiles(CompilerInstance &Clang, std::vector<InputFile> &Files) {
  const SourceManager &Sources = Clang.getSourceManager();
  HeaderSearch &Headers = Clang.getPreprocessor().getHeaderSearchInfo();
  for (const auto &[Entry, Cache] : make_range(Sources.fileinfo_begin(), Sources.fileinfo_end())) {
    auto Buffer = Cache->getBufferIfLoaded();
    if (!Buffer)
      continue;
    SmallString<128> Path(Entry.getName());
    Sources.getFileManager().makeAbsolutePath(Path);
    const uint64_t Digest = contentDigest(Buffer->getBuffer());
    Files.push_back({Path.str().str(), Digest});
    SmallString<128> Real;
    if (!SrcMgr::isSystem(Headers.getFileDirFlavor(Entry)) &&
        !Sources.getFileManager().getVirtualFileSystem().getRealPath(Path, Real) && Real != Path)
      Files.push_back({Real.str().str(), Digest});
  }
  sort(Files);
}

UnitOutcome parseUnit(const CompileUnit &Unit, std::span<const Profile> Profiles,
                      std::unique_ptr<CompilerInvocation> Invocation,
                      IntrusiveRefCntPtr<vfs::FileSystem> Files, const PreambleRecord *Before,
                      function_ref<void(ParseBegin)> Begins) {
  UnitOutcome Out;
  Out.Facts.MainFile = Unit.File;
  ErrorCollector Errors;
  CompilerInstance Clang;
  Clang.setInvocation(std::move(Invocation));
  Clang.setVerboseOutputStream(std::make_unique<raw_null_ostream>());
  Clang.createDiagnostics(&Errors, /*ShouldOwnClient=*/false);
  // After a missing header Clang would stop instantiating templates.
  Clang.getDiagnostics().setFatalsAsError(true);
  Clang.createFileManager(std::move(Files));
  FactsAction Action(Profiles, Unit, Before, Errors, Out, Begins);
  bool Ran = Clang.ExecuteAction(Action);

  Out.Errors = Errors.getNumErrors();
  Out.ErrorPlaces = Errors.takePlaces();
  Out.MissingHeaders = Errors.missingHeaders();
  std::string First = Errors.first();
  if (Before) {
    Out.Errors += Before->Errors;
    if (Before->Errors)
      First = Before->FirstError;
    Out.MissingHeaders.insert(Out.MissingHeaders.begin(), Before->MissingHeaders.begin(),
                              Before->MissingHeaders.end());
    // The main file is in both; what it holds now is what counts.
    std::vector<InputFile> Now = std::move(Out.Seen.Files);
    Out.Seen.Files = Now;
    for (const InputFile &Input : Before->Files)
      if (none_of(Now, [&](const InputFile &File) { return File.Path == Input.Path; }))
        Out.Seen.Files.push_back(Input);
    sort(Out.Seen.Files);
  }
  Out.Facts.HadErrors = Out.Errors != 0;
  if (Out.Errors)
    Out.Problem = problemOf(Out.Errors, First);
  // Clang reports errors as failure too; without inputs it did not even begin.
  if (Out.Seen.Files.empty() || (!Ran && !Out.Errors))
    Out.Judged = UnitOutcome::Verdict::Failed;
  else
    Out.Judged = Out.Errors ? UnitOutcome::Verdict::Partial : UnitOutcome::Verdict::Analysed;
  return Out;
}

} // namespace nplus1
