#include "driver/UnitAnalysis.h"

#include "analysis/ExtractFacts.h"
#include "compdb/Invocation.h"
#include "driver/BodyFilter.h"
#include "driver/ErrorCollector.h"
#include "fix/SeenFiles.h"

#include "clang/Frontend/CompilerInstance.h"
#include "clang/Frontend/FrontendActions.h"
#include "clang/Lex/Preprocessor.h"
#include "clang/Lex/PreprocessorOptions.h"
#include "llvm/Support/TimeProfiler.h"

using namespace clang;
using namespace llvm;

namespace nplus1 {
namespace {

/// The integer that a macro is defined as, 0 if it is something else; nothing if
/// it is not defined.
std::optional<long> macroValue(Preprocessor &Macros, StringRef Name) {
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

/// A function template that may call what it is given, as the algorithms do. Only
/// its body makes instances of the generic lambdas that are passed to it.
bool takesCallable(const Decl &D) {
  const FunctionDecl *Function = D.getAsFunction();
  return Function && Function->getDescribedFunctionTemplate() &&
         any_of(Function->parameters(), [](const ParmVarDecl *Parameter) {
           return isa<TemplateTypeParmType>(
               Parameter->getType().getNonReferenceType().getDesugaredType(
                   Parameter->getASTContext()));
         });
}

class FactsConsumer : public ASTConsumer {
public:
  FactsConsumer(std::span<const Profile> Profiles, std::string MainFile, Preprocessor &Macros,
                UnitOutcome &Out)
      : Profiles(Profiles), Bodies(Profiles, std::move(MainFile)), Macros(Macros), Out(Out) {
    recordRelationMacros(Macros, Profiles, RelationMacros);
  }

  bool shouldSkipFunctionBody(Decl *Function) override {
    return !takesCallable(*Function) &&
           Bodies.skips(Function->getLocation(), Function->getASTContext().getSourceManager());
  }

  bool HandleTopLevelDecl(DeclGroupRef Group) override {
    for (Decl *D : Group)
      if (!isInstantiation(*D) &&
          !Bodies.skips(D->getLocation(), D->getASTContext().getSourceManager()))
        Own.push_back(D);
    return true;
  }

  void HandleTranslationUnit(ASTContext &Ast) override {
    llvm::TimeTraceScope Timed(ExtractSection);
    Ast.setTraversalScope(Own);
    RoleIndex Roles(Profiles, Ast, [this](StringRef Name) { return macroValue(Macros, Name); });
    extractFacts(Ast, Profiles, Roles, RelationMacros, Out.Facts);
    Out.Declarations = headerDeclarations(Ast);
  }

private:
  /// Instantiations are announced, too; they are reached through their templates.
  static bool isInstantiation(const Decl &D) {
    if (const auto *Function = dyn_cast<FunctionDecl>(&D))
      return Function->getTemplateSpecializationKind() == TSK_ImplicitInstantiation;
    if (const auto *Variable = dyn_cast<VarDecl>(&D))
      return Variable->getTemplateSpecializationKind() == TSK_ImplicitInstantiation;
    return false;
  }

  std::span<const Profile> Profiles;
  BodyFilter Bodies;
  Preprocessor &Macros;
  UnitOutcome &Out;
  std::vector<RelationMacroUse> RelationMacros;
  std::vector<Decl *> Own;
};

class FactsAction : public ASTFrontendAction {
public:
  FactsAction(std::span<const Profile> Profiles, const CompileUnit &Unit, UnitOutcome &Out)
      : Profiles(Profiles), Unit(Unit), Out(Out) {}

  std::unique_ptr<ASTConsumer> CreateASTConsumer(CompilerInstance &Clang, StringRef) override {
    return std::make_unique<FactsConsumer>(Profiles, Unit.File, Clang.getPreprocessor(), Out);
  }

  void EndSourceFileAction() override {
    const SourceManager &Sources = getCompilerInstance().getSourceManager();
    HeaderSearch &Headers = getCompilerInstance().getPreprocessor().getHeaderSearchInfo();
    for (const auto &[Entry, Cache] :
         make_range(Sources.fileinfo_begin(), Sources.fileinfo_end())) {
      auto Buffer = Cache->getBufferIfLoaded();
      if (!Buffer)
        continue;
      SmallString<128> Path(Entry.getName());
      Sources.getFileManager().makeAbsolutePath(Path);
      const uint64_t Digest = contentDigest(Buffer->getBuffer());
      Out.Seen.Files.push_back({Path.str().str(), Digest});
      SmallString<128> Real;
      if (!SrcMgr::isSystem(Headers.getFileDirFlavor(Entry)) &&
          !Sources.getFileManager().getVirtualFileSystem().getRealPath(Path, Real) && Real != Path)
        Out.Seen.Files.push_back({Real.str().str(), Digest});
    }
    sort(Out.Seen.Files);
  }

private:
  std::span<const Profile> Profiles;
  const CompileUnit &Unit;
  UnitOutcome &Out;
};

UnitOutcome failed(const Twine &Problem) {
  UnitOutcome Out;
  Out.Problem = Problem.str();
  return Out;
}

std::string problemOf(const ErrorCollector &Errors) {
  unsigned Count = Errors.getNumErrors();
  if (Count == 1)
    return "does not parse: " + Errors.first();
  return "does not parse: " + std::to_string(Count) + " errors, the first: " + Errors.first();
}

} // namespace

UnitOutcome analyzeUnit(const CompileUnit &Unit, std::span<const Profile> Profiles,
                        IntrusiveRefCntPtr<vfs::FileSystem> Base) {
  auto Files = makeIntrusiveRefCnt<RecordingFileSystem>(std::move(Base));
  if (auto Error = Files->setCurrentWorkingDirectory(Unit.Directory))
    return failed("its folder '" + Unit.Directory + "' cannot be entered: " + Error.message());
  if (!Files->exists(Unit.File))
    return failed("the file does not exist");

  IgnoringDiagConsumer FlagComplaints;
  auto Invocation = makeInvocation(Unit, Files, FlagComplaints);
  if (!Invocation)
    return failed("clang makes nothing of its command; see 'nplus1 doctor'");
  Invocation->getFrontendOpts().SkipFunctionBodies = true;
  // An error is not the end: what parses is analysed.
  Invocation->getDiagnosticOpts().ErrorLimit = 0;
  Invocation->getLangOpts().SpellChecking = false;

  UnitOutcome Out;
  Out.Facts.MainFile = Unit.File;
  ErrorCollector Errors;
  CompilerInstance Clang;
  Clang.setInvocation(std::move(Invocation));
  Clang.setVerboseOutputStream(std::make_unique<raw_null_ostream>());
  Clang.createDiagnostics(&Errors, /*ShouldOwnClient=*/false);
  // After a missing header Clang would stop instantiating templates.
  Clang.getDiagnostics().setFatalsAsError(true);
  Clang.createFileManager(Files);
  FactsAction Action(Profiles, Unit, Out);
  bool Ran = Clang.ExecuteAction(Action);

  Files->addTo(Out.Seen);
  Out.Errors = Errors.getNumErrors();
  Out.MissingHeaders = Errors.missingHeaders();
  Out.Facts.HadErrors = Out.Errors != 0;
  if (Out.Errors)
    Out.Problem = problemOf(Errors);
  // Clang reports errors as failure too; without inputs it did not even begin.
  if (Out.Seen.Files.empty() || (!Ran && !Out.Errors))
    Out.Judged = UnitOutcome::Verdict::Failed;
  else
    Out.Judged = Out.Errors ? UnitOutcome::Verdict::Partial : UnitOutcome::Verdict::Analysed;
  return Out;
}

} // namespace nplus1
