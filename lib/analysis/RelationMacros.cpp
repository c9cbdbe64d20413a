#include "analysis/RelationMacros.h"

#include "clang/Lex/LiteralSupport.h"
#include "clang/Lex/MacroArgs.h"
#include "clang/Lex/PPCallbacks.h"

#include <set>

using namespace clang;

namespace nplus1 {

namespace {

class Recorder : public PPCallbacks {
public:
  Recorder(Preprocessor &Macros, std::set<std::string> Names, std::vector<RelationMacroUse> &Into)
      : Macros(Macros), Names(std::move(Names)), Into(Into) {}

  void MacroExpands(const Token &Name, const MacroDefinition &, clang::SourceRange Range,
                    const MacroArgs *Arguments) override {
    if (!Arguments || !Names.count(Name.getIdentifierInfo()->getName().str()))
      return;
    // The first text is the relation's name, the others are its options.
    RelationMacroUse Use;
    Use.At = Range.getBegin();
    bool First = true;
    for (unsigned I = 0; I < Arguments->getNumMacroArguments(); ++I)
      for (const Token *T = Arguments->getUnexpArgument(I); T->isNot(tok::eof); ++T) {
        if (!tok::isStringLiteral(T->getKind()))
          continue;
        StringLiteralParser Text(llvm::ArrayRef(*T), Macros);
        if (Text.hadError)
          continue;
        (First ? Use.Relation : Use.Options) += Text.GetString();
        First = false;
      }
    if (!Use.Relation.empty())
      Into.push_back(std::move(Use));
  }

private:
  Preprocessor &Macros;
  std::set<std::string> Names;
  std::vector<RelationMacroUse> &Into;
};

} // namespace

void recordRelationMacros(Preprocessor &Macros, std::span<const Profile> Profiles,
                          std::vector<RelationMacroUse> &Into) {
  std::set<std::string> Names;
  for (const Profile &P : Profiles)
    if (!P.RelationOptionsMacro.empty())
      Names.insert(P.RelationOptionsMacro);
  if (!Names.empty())
    Macros.addPPCallbacks(std::make_unique<Recorder>(Macros, std::move(Names), Into));
}

} // namespace nplus1
