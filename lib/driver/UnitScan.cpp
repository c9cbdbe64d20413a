#include "driver/UnitScan.h"

#include "compdb/Language.h"
#include "driver/DirectiveRun.h"
#include "fix/SeenFiles.h"
#include "orm/HeaderPattern.h"

#include "clang/Frontend/CompilerInstance.h"
#include "clang/Frontend/FrontendActions.h"

using namespace clang;
using namespace llvm;

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

const UnitScanner::KnownFile &UnitScanner::know(StringRef Path, StringRef Text) {
  KnownFile &File = Files[Path];
  // What was read once is kept: the same place holds the same text.
  if (File.Text.data() == Text.data() && File.Text.size() == Text.size())
    return File;
  File.Text = Text;
  File.Digest = contentDigest(Text);
  File.ConcernsUs = any_of(Profiles,
                           [&](const Profile &P) {
                             return any_of(P.Headers, [&](const std::string &Header) {
                               return matchesHeader(Path, Header);
                             });
                           }) ||
                    Text.contains(AnnotationPrefix);
  return File;
}

UnitFiles UnitScanner::scan(const CompileUnit &Unit) {
  UnitFiles Result;
  DefinedNames Defines;
  auto take = [&](std::string Path, StringRef Text) {
    // Files come in no particular order.
    const KnownFile &File = know(Path, Text);
    if (File.ConcernsUs && (Result.OrmHeader.empty() || Path < Result.OrmHeader))
      Result.OrmHeader = Path;
    if (!isHeader(Path))
      Defines.addFrom(Text);
    Result.Seen.Files.push_back({std::move(Path), File.Digest});
  };
  ScanAction Action(take); // only refers to it
  std::string Problem = runOnDirectives(Unit, Kept, Action, &Result.Seen);
  sort(Result.Seen.Files);
  Result.Problem = std::move(Problem);
  if (!Result.mayUseOrm())
    Result.Defines = std::move(Defines);
  return Result;
}

} // namespace nplus1
