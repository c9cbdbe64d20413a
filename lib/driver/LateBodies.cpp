#include "driver/LateBodies.h"

#include "clang/Frontend/CompilerInstance.h"
#include "clang/Lex/PPCallbacks.h"
#include "clang/Lex/Preprocessor.h"

using namespace clang;

namespace nplus1 {
namespace {

class Switch : public PPCallbacks {
public:
  Switch(CompilerInstance &Clang, BodyFilter &Bodies)
      : Language(Clang.getLangOpts()), Sources(Clang.getSourceManager()), Bodies(Bodies) {}

  void FileChanged(SourceLocation Now, FileChangeReason, SrcMgr::CharacteristicKind Kind,
                   FileID) override {
    // The line of "#pragma GCC system_header" itself is not in a system header.
    Language.DelayedTemplateParsing = SrcMgr::isSystem(Kind) || Bodies.skips(Now, Sources);
  }

private:
  LangOptions &Language; ///< the parser asks it at each body
  const SourceManager &Sources;
  BodyFilter &Bodies;
};

} // namespace

void delayForeignBodies(CompilerInstance &Clang, BodyFilter &Bodies) {
  Clang.getPreprocessor().addPPCallbacks(std::make_unique<Switch>(Clang, Bodies));
}

} // namespace nplus1
