#include "driver/DirectiveRun.h"

#include "compdb/Invocation.h"
#include "driver/ErrorCollector.h"

#include "clang/Frontend/CompilerInstance.h"
#include "clang/Frontend/FrontendAction.h"
#include "clang/Lex/PreprocessorOptions.h"

using namespace clang;
using namespace llvm;
using namespace clang::tooling::dependencies;

namespace nplus1 {

std::string runOnDirectives(const CompileUnit &Unit, DependencyScanningFilesystemSharedCache &Cache,
                            FrontendAction &Action, Lookups *Seen) {
  IntrusiveRefCntPtr<vfs::FileSystem> Disk = vfs::createPhysicalFileSystem();
  IntrusiveRefCntPtr<DependencyScanningWorkerFilesystem> Files =
      makeIntrusiveRefCnt<DependencyScanningWorkerFilesystem>(Cache, Disk);
  auto Recorder = makeIntrusiveRefCnt<RecordingFileSystem>(Files);
  if (auto Error = Files->setCurrentWorkingDirectory(Unit.Directory))
    return "its folder '" + Unit.Directory + "' cannot be entered: " + Error.message();
  ErrorCollector Errors;
  IgnoringDiagConsumer FlagComplaints;
  auto Invocation = makeInvocation(Unit, Recorder, FlagComplaints);
  if (!Invocation)
    return "clang makes nothing of its command";
  Invocation->getFrontendOpts().ProgramAction = frontend::RunPreprocessorOnly;
  Invocation->getPreprocessorOpts().DependencyDirectivesForFile =
      [Files](FileEntryRef File) -> std::optional<ArrayRef<dependency_directives_scan::Directive>> {
    auto Entry = Files->getOrCreateFileSystemEntry(File.getName());
    if (!Entry || !Files->ensureDirectiveTokensArePopulated(*Entry))
      return std::nullopt;
    return Entry->getDirectiveTokens();
  };

  CompilerInstance Clang;
  Clang.setInvocation(std::move(Invocation));
  Clang.setVerboseOutputStream(std::make_unique<raw_null_ostream>());
  Clang.createDiagnostics(&Errors, /*ShouldOwnClient=*/false);
  Clang.createFileManager(Recorder);
  const bool Ran = Clang.ExecuteAction(Action);
  if (Seen)
    Recorder->addTo(*Seen);
  if (Ran && !Errors.getNumErrors())
    return {};
  return Errors.first().empty() ? "it cannot be preprocessed" : Errors.first();
}

} // namespace nplus1
