#include "driver/DirectiveRun.h"

#include "compdb/Invocation.h"
#include "driver/ErrorCollector.h"

#include "clang/Frontend/CompilerInstance.h"
#include "clang/Frontend/FrontendAction.h"
#include "clang/Lex/PreprocessorOptions.h"
#include "llvm/Support/Errc.h"

using namespace clang;
using namespace llvm;
using namespace clang::tooling::dependencies;

namespace nplus1 {

namespace {

/// Asks \p Base once for each path at which there is nothing: every folder of headers is
/// asked for nearly every header, in each unit again.
class AskedOnce : public vfs::ProxyFileSystem {
public:
  AskedOnce(IntrusiveRefCntPtr<vfs::FileSystem> Base, StringSet<> &Absent)
      : ProxyFileSystem(std::move(Base)), Absent(Absent) {}

  ErrorOr<vfs::Status> status(const Twine &Path) override {
    SmallString<256> Buffer;
    StringRef Name = Path.toStringRef(Buffer);
    if (!sys::path::is_absolute(Name))
      return ProxyFileSystem::status(Name);
    if (Absent.contains(Name))
      return make_error_code(errc::no_such_file_or_directory);
    auto Result = ProxyFileSystem::status(Name);
    if (!Result && Result.getError() == errc::no_such_file_or_directory)
      Absent.insert(Name);
    return Result;
  }

private:
  StringSet<> &Absent;
};

} // namespace

std::string runOnDirectives(const CompileUnit &Unit, DirectiveFiles &Kept, FrontendAction &Action,
                            Lookups *Seen) {
  auto Disk = makeIntrusiveRefCnt<AskedOnce>(vfs::createPhysicalFileSystem(), Kept.Absent);
  IntrusiveRefCntPtr<DependencyScanningWorkerFilesystem> Files =
      makeIntrusiveRefCnt<DependencyScanningWorkerFilesystem>(Kept.Files, Disk);
  auto Recorder = makeIntrusiveRefCnt<RecordingFileSystem>(Files);
  if (auto Error = Files->setCurrentWorkingDirectory(Unit.Directory)) {
    if (Seen)
      Seen->Places.push_back({Unit.Directory, Kept.Disk.digest(Unit.Directory)});
    return "its folder '" + Unit.Directory + "' cannot be entered: " + Error.message();
  }
  ErrorCollector Errors;
  IgnoringDiagConsumer FlagComplaints;
  auto Invocation = makeInvocation(Unit, Recorder, FlagComplaints);
  if (!Invocation) {
    if (Seen)
      Recorder->addTo(*Seen, Kept.Disk);
    return "clang makes nothing of its command";
  }
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
    Recorder->addTo(*Seen, Kept.Disk);
  if (Ran && !Errors.getNumErrors())
    return {};
  return Errors.first().empty() ? "it cannot be preprocessed" : Errors.first();
}

} // namespace nplus1
