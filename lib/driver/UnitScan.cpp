#include "driver/UnitScan.h"

#include "compdb/Invocation.h"
#include "compdb/Language.h"
#include "driver/BodyFilter.h"
#include "driver/ErrorCollector.h"
#include "fix/SeenFiles.h"

#include "clang/Frontend/CompilerInstance.h"
#include "clang/Frontend/FrontendActions.h"
#include "clang/Lex/PreprocessorOptions.h"

using namespace clang;
using namespace llvm;
using clang::tooling::dependencies::DependencyScanningWorkerFilesystem;

namespace nplus1 {
namespace {

/// Where annotations can be without a profile's header: "nplus1::lazy".
constexpr llvm::StringLiteral AnnotationPrefix = "\"nplus1::";

class ScanAction : public PreprocessOnlyAction {
public:
  explicit ScanAction(function_ref<void(std::string, StringRef)> File) : File(File) {}

  void EndSourceFileAction() override {
    const SourceManager &Sources = getCompilerInstance().getSourceManager();
    for (const auto &[Entry, Content] :
         make_range(Sources.fileinfo_begin(), Sources.fileinfo_end())) {
      auto Buffer = Content->getBufferIfLoaded();
      if (!Buffer)
        continue;
      SmallString<128> Path(Entry.getName());
      Sources.getFileManager().makeAbsolutePath(Path);
      sys::path::remove_dots(Path, /*remove_dot_dot=*/false);
      File(Path.str().str(), Buffer->getBuffer());
    }
  }

private:
  function_ref<void(std::string, StringRef)> File;
};

} // namespace

bool UnitScanner::concernsUs(const std::string &Path, StringRef Text) {
  auto [Known, IsNew] = Concerns.try_emplace(Path, false);
  if (IsNew)
    Known->second = any_of(Profiles,
                           [&](const Profile &P) {
                             return any_of(P.Headers, [&](const std::string &Header) {
                               return matchesHeader(Path, Header);
                             });
                           }) ||
                    Text.contains(AnnotationPrefix);
  return Known->second;
}

UnitFiles UnitScanner::scan(const CompileUnit &Unit) {
  UnitFiles Result;
  auto unknown = [&](std::string Why) {
    Result.Problem = std::move(Why);
    return std::move(Result);
  };
  IntrusiveRefCntPtr<vfs::FileSystem> Disk = vfs::createPhysicalFileSystem();
  IntrusiveRefCntPtr<DependencyScanningWorkerFilesystem> Files =
      makeIntrusiveRefCnt<DependencyScanningWorkerFilesystem>(Cache, Disk);
  auto Recorder = makeIntrusiveRefCnt<RecordingFileSystem>(Files);
  if (auto Error = Files->setCurrentWorkingDirectory(Unit.Directory))
    return unknown("its folder '" + Unit.Directory + "' cannot be entered: " + Error.message());
  ErrorCollector Errors;
  IgnoringDiagConsumer FlagComplaints;
  auto Invocation = makeInvocation(Unit, Recorder, FlagComplaints);
  if (!Invocation)
    return unknown("clang makes nothing of its command");
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
  DefinedNames Defines;
  ScanAction Action([&](std::string Path, StringRef Text) {
    // Files come in no particular order.
    if (concernsUs(Path, Text) && (Result.OrmHeader.empty() || Path < Result.OrmHeader))
      Result.OrmHeader = Path;
    if (!isHeader(Path))
      Defines.addFrom(Text);
    Result.Seen.Files.push_back({std::move(Path), contentDigest(Text)});
  });
  bool Ran = Clang.ExecuteAction(Action);
  sort(Result.Seen.Files);
  Recorder->addTo(Result.Seen);
  if (!Ran || Errors.getNumErrors())
    return unknown(Errors.first().empty() ? "it cannot be preprocessed" : Errors.first());
  if (!Result.mayUseOrm())
    Result.Defines = std::move(Defines);
  return Result;
}

} // namespace nplus1
