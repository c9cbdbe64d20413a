#include "driver/IncludeLog.h"

#include "clang/Lex/PPCallbacks.h"
#include "clang/Lex/Preprocessor.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/xxhash.h"

using namespace clang;
using namespace llvm;

namespace nplus1 {
namespace {

class Recorder : public PPCallbacks {
public:
  Recorder(SourceManager &Sources, IncludeLog &Into) : Sources(Sources), Into(Into) {}

  void InclusionDirective(SourceLocation Hash, const Token &Keyword, StringRef Name, bool IsAngled,
                          CharSourceRange, OptionalFileEntryRef File, StringRef SearchPath,
                          StringRef, const Module *, bool, SrcMgr::CharacteristicKind) override {
    Included = Hash;
    Directive.clear();
    if (!File || Keyword.getIdentifierInfo()->getName() != "include")
      return;
    // Found beside the file that includes it, it would not be found from elsewhere.
    auto From = Sources.getFileEntryRefForID(Sources.getFileID(Hash));
    const bool IsBeside =
        !IsAngled && From && sys::path::parent_path(From->getName()) == SearchPath;
    Directive = IsBeside ? ("#include \"" + File->getName() + "\"\n").str()
                         : ("#include <" + Name + ">\n").str();
  }

  void LexedFileChanged(FileID Now, LexedFileChangeReason Reason, SrcMgr::CharacteristicKind Kind,
                        FileID Before, SourceLocation) override {
    if (Reason == LexedFileChangeReason::ExitFile) {
      if (!Open.empty() && Into.Files[Open.back()].Id == Before) {
        if (Into.Files[Open.back()].IsFile)
          Into.Left.push_back(Open.back());
        Open.pop_back();
      }
      return;
    }
    IncludeLog::File File;
    File.Id = Now;
    File.System = SrcMgr::isSystem(Kind);
    std::string Name;
    if (auto Entry = Sources.getFileEntryRefForID(Now)) {
      File.IsFile = true;
      File.Size = Entry->getSize();
      Name = Entry->getName().str();
    }
    File.Identity = xxh3_64bits(Name + (File.System ? "1" : "0"));
    if (!Open.empty()) {
      File.From = Open.back();
      File.Included = Included;
      File.Directive = std::move(Directive);
    }
    Open.push_back(Into.Files.size());
    Into.Files.push_back(std::move(File));
  }

private:
  SourceManager &Sources;
  IncludeLog &Into;
  std::vector<size_t> Open;
  SourceLocation Included; ///< by the directive that was met last
  std::string Directive;
};

} // namespace

std::vector<uint64_t> IncludeLog::leftIdentities() const {
  std::vector<uint64_t> Identities;
  for (size_t I : Left)
    Identities.push_back(Files[I].Identity);
  return Identities;
}

void recordIncludes(Preprocessor &Macros, IncludeLog &Into) {
  Macros.addPPCallbacks(std::make_unique<Recorder>(Macros.getSourceManager(), Into));
}

} // namespace nplus1
