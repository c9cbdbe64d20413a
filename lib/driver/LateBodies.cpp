#include "driver/LateBodies.h"

#include "driver/BodyFilter.h"

#include "clang/Frontend/CompilerInstance.h"
#include "clang/Lex/PPCallbacks.h"
#include "clang/Lex/Preprocessor.h"

using namespace clang;

namespace nplus1 {
namespace {

class Switch : public PPCallbacks {
public:
  Switch(CompilerInstance &Clang, std::span<const Profile> Profiles, std::string MainFile)
      : Language(Clang.getLangOpts()), Sources(Clang.getSourceManager()),
        Bodies(Profiles, std::move(MainFile)) {}

  void FileChanged(SourceLocation Now, FileChangeReason, SrcMgr::CharacteristicKind Kind,
                   FileID) override {
    // The line of "#pragma GCC system_header" itself is not in a system header.
    Language.DelayedTemplateParsing = SrcMgr::isSystem(Kind) || Bodies.skips(Now, Sources);
  }

private:
  LangOptions &Language; ///< the parser asks it at each body
  const SourceManager &Sources;
  BodyFilter Bodies;
};

} // namespace

void delayForeignBodies(CompilerInstance &Clang, std::span<const Profile> Profiles,
                        std::string MainFile) {
  Clang.getPreprocessor().addPPCallbacks(
      std::make_unique<Switch>(Clang, Profiles, std::move(MainFile)));
}

} // namespace nplus1
