#include "driver/UnitScan.h"

#include "compdb/Language.h"
#include "driver/BodyFilter.h"
#include "driver/DirectiveRun.h"
#include "fix/SeenFiles.h"

#include "clang/Frontend/CompilerInstance.h"
#include "clang/Frontend/FrontendActions.h"
#include "clang/Lex/HeaderSearch.h"
#include "clang/Lex/Preprocessor.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringSet.h"

using namespace clang;
using namespace llvm;

namespace nplus1 {
namespace {

/// Where annotations can be without a profile's header: "nplus1::lazy".
constexpr llvm::StringLiteral AnnotationPrefix = "\"nplus1::";

class ScanAction : public PreprocessOnlyAction {
public:
  explicit ScanAction(function_ref<void(std::string, StringRef, bool)> File) : File(File) {}

  void EndSourceFileAction() override {
    const SourceManager &Sources = getCompilerInstance().getSourceManager();
    HeaderSearch &Headers = getCompilerInstance().getPreprocessor().getHeaderSearchInfo();
    for (const auto &[Entry, Content] :
         make_range(Sources.fileinfo_begin(), Sources.fileinfo_end())) {
      auto Buffer = Content->getBufferIfLoaded();
      if (!Buffer)
        continue;
      SmallString<128> Path(Entry.getName());
      Sources.getFileManager().makeAbsolutePath(Path);
      sys::path::remove_dots(Path, /*remove_dot_dot=*/false);
      File(Path.str().str(), Buffer->getBuffer(),
           SrcMgr::isSystem(Headers.getFileDirFlavor(Entry)));
    }
  }

private:
  /// Told of each file its path, its text and whether it is the system's.
  function_ref<void(std::string, StringRef, bool)> File;
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
  DefinedNames Defines;
  NameHashes Mentions;
  StringSet<> Headers;
  auto take = [&](std::string Path, StringRef Text, bool System) {
    // Files come in no particular order.
    if (concernsUs(Path, Text) && (Result.OrmHeader.empty() || Path < Result.OrmHeader))
      Result.OrmHeader = Path;
    if (!isHeader(Path)) {
      Defines.addFrom(Text);
      append_range(Mentions, mentionedIn(Text).All);
    } else if (!System) {
      Headers.insert(Path);
    }
    Result.Seen.Files.push_back({std::move(Path), contentDigest(Text)});
  };
  ScanAction Action(take); // only refers to it
  std::string Problem = runOnDirectives(Unit, Cache, Action, &Result.Seen);
  sort(Result.Seen.Files);
  Result.Problem = std::move(Problem);
  if (Result.mayUseOrm())
    return Result;
  Result.Defines = std::move(Defines);
  sort(Mentions);
  Mentions.erase(std::unique(Mentions.begin(), Mentions.end()), Mentions.end());
  Result.Mentions = std::move(Mentions);
  for (auto [Index, File] : enumerate(Result.Seen.Files))
    if (Headers.contains(File.Path))
      Result.Headers.push_back(Index);
  return Result;
}

} // namespace nplus1
