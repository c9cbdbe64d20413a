#include "driver/WarmUnit.h"

#include "driver/ErrorCollector.h"
#include "driver/OwnDeclarations.h"

#include "clang/Frontend/CompilerInstance.h"
#include "clang/Lex/PPCallbacks.h"
#include "clang/Lex/PreprocessorOptions.h"
#include "clang/Serialization/ASTWriter.h"
#include "clang/Serialization/PCHContainerOperations.h"

using namespace clang;
using namespace llvm;

namespace nplus1 {
namespace {

/// Notes what a later parse will not see.
class Recorder : public PreambleCallbacks {
public:
  Recorder(std::span<const Profile> Profiles, const std::string &MainFile, PreambleRecord &Into)
      : Profiles(Profiles), Bodies(Profiles, MainFile), Own(Bodies), Into(Into) {}

  void BeforeExecute(CompilerInstance &Instance) override { Clang = &Instance; }

  std::unique_ptr<PPCallbacks> createPPCallbacks() override {
    recordRelationMacros(Clang->getPreprocessor(), Profiles, Uses);
    return nullptr;
  }

  bool shouldSkipFunctionBody(Decl *Function) override { return Own.skipsBody(*Function); }
  void HandleTopLevelDecl(DeclGroupRef Group) override { Own.add(Group); }

  void AfterPCHEmitted(ASTWriter &Writer) override {
    for (const Decl *D : Own.All)
      Into.Own.push_back(Writer.getDeclID(D));
  }

  void AfterExecute(CompilerInstance &Instance) override {
    addFiles(Instance, Into.Files);
    const SourceManager &Sources = Instance.getSourceManager();
    for (RelationMacroUse &Use : Uses) {
      auto [File, Offset] = Sources.getDecomposedExpansionLoc(Use.At);
      if (auto Entry = Sources.getFileEntryRefForID(File))
        Into.RelationMacros.push_back(
            {Entry->getName().str(), Offset, std::move(Use.Relation), std::move(Use.Options)});
    }
  }

private:
  std::span<const Profile> Profiles;
  BodyFilter Bodies;
  OwnDeclarations Own;
  PreambleRecord &Into;
  CompilerInstance *Clang = nullptr;
  std::vector<RelationMacroUse> Uses;
};

} // namespace

void WarmUnit::build(const MemoryBuffer &Text, PreambleBounds Bounds,
                     IntrusiveRefCntPtr<vfs::FileSystem> Files) {
  Preamble.reset();
  Record = PreambleRecord();
  if (!Bounds.Size)
    return;
  ErrorCollector Errors;
  auto Diagnostics = CompilerInstance::createDiagnostics(
      new DiagnosticOptions(Settings->getDiagnosticOpts()), &Errors, /*ShouldOwnClient=*/false);
  Diagnostics->setFatalsAsError(true);
  Recorder Callbacks(Profiles, Unit.File, Record);
  auto Built = PrecompiledPreamble::Build(*Settings, &Text, Bounds, *Diagnostics, std::move(Files),
                                          std::make_shared<PCHContainerOperations>(),
                                          /*StoreInMemory=*/true, "", Callbacks);
  if (!Built)
    return;
  Preamble.emplace(std::move(*Built));
  Record.Errors = Errors.count();
  Record.FirstError = Errors.first();
  Record.MissingHeaders = Errors.missingHeaders();
}

UnitOutcome WarmUnit::analyze(IntrusiveRefCntPtr<vfs::FileSystem> Files) {
  if (auto Error = Files->setCurrentWorkingDirectory(Unit.Directory))
    return failedUnit("its folder '" + Unit.Directory + "' cannot be entered: " + Error.message());
  auto Text = Files->getBufferForFile(Unit.File);
  if (!Text)
    return missingUnit();
  if (!Settings) {
    Settings = factsInvocation(Unit, Files);
    if (!Settings)
      return failedUnit("clang makes nothing of its command; see 'nplus1 doctor'");
    // What an error leaves of the headers is still worth keeping.
    Settings->getPreprocessorOpts().AllowPCHWithCompilerErrors = true;
    // Once for the preamble instead of once for every key that is pressed.
    Settings->getLangOpts().PCHInstantiateTemplates = true;
  }

  const PreambleBounds Bounds =
      ComputePreambleBounds(Settings->getLangOpts(), **Text, /*MaxLines=*/0);
  if (!Preamble || !Preamble->CanReuse(*Settings, **Text, Bounds, *Files))
    build(**Text, Bounds, Files);
  auto Invocation = std::make_unique<CompilerInvocation>(*Settings);
  if (!Preamble)
    return parseUnit(Unit, Profiles, std::move(Invocation), std::move(Files), nullptr);
  Preamble->AddImplicitPreamble(*Invocation, Files, Text->get());
  // The invocation takes the buffer over.
  Text->release();
  return parseUnit(Unit, Profiles, std::move(Invocation), std::move(Files), &Record);
}

} // namespace nplus1
