//===- Module.cpp - The rules as checks of clang-tidy ---------------------===//
//
//   clang-tidy-19 -load NPlusOneTidyModule.so -checks='-*,nplus1-*' FILE
//
// docs/clang-tidy.md has the options, and says what only the program can see.
//
//===----------------------------------------------------------------------===//
#include "UnitFindings.h"

#include "finding/RuleCatalogue.h"

#include "clang-tidy/ClangTidyCheck.h"
#include "clang-tidy/ClangTidyModule.h"
#include "clang-tidy/ClangTidyModuleRegistry.h"
#include "clang/Basic/Version.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Config/llvm-config.h"
#include "llvm/Support/raw_ostream.h"

using namespace clang;
using namespace clang::ast_matchers;
using namespace clang::tidy;

namespace nplus1::tidy {
namespace {

class RuleCheck : public ClangTidyCheck {
public:
  RuleCheck(llvm::StringRef Name, ClangTidyContext *Context)
      : ClangTidyCheck(Name, Context), Rule(Name), Context(*Context) {
    // One set of options for all rules.
    auto text = [&](llvm::StringRef Option) {
      return Options.getLocalOrGlobal(Option).value_or("").str();
    };
    llvm::SmallVector<llvm::StringRef, 4> Names;
    const std::string Profiles = text("NPlusOneProfiles");
    llvm::StringRef(Profiles).split(Names, ';', -1, /*KeepEmpty=*/false);
    for (llvm::StringRef Profile : Names)
      Given.Profiles.push_back(Profile.trim().str());
    Given.Database = text("NPlusOneDatabase");
    Given.CacheFolder = text("NPlusOneCacheDir");
    Given.Program = text("NPlusOneProgram");
  }

  bool isLanguageVersionSupported(const LangOptions &Language) const override {
    return Language.CPlusPlus;
  }

  void registerPPCallbacks(const SourceManager &, Preprocessor *Macros, Preprocessor *) override {
    // The first check of a unit makes what the others find here.
    static std::weak_ptr<UnitFindings> OfThisUnit;
    Unit = OfThisUnit.lock();
    IsFirst = !Unit;
    if (IsFirst)
      OfThisUnit = Unit = std::make_shared<UnitFindings>(Given, *Macros);
  }

  void registerMatchers(MatchFinder *Finder) override {
    Finder->addMatcher(translationUnitDecl().bind("unit"), this);
  }

  void check(const MatchFinder::MatchResult &Result) override {
    auto isOn = [&](llvm::StringRef Id) { return Context.isCheckEnabled(Id); };
    Unit->analyze(*Result.Context, isOn);
    if (IsFirst && !Unit->problem().empty())
      configurationDiag("nplus1: %0") << Unit->problem();
    for (size_t I = 0; I < Unit->findings().size(); ++I)
      if (Unit->findings()[I].Rule == Rule)
        report(Unit->findings()[I], /*WithEdits=*/I == 0, *Result.SourceManager);
  }

private:
  const std::string Rule;
  ClangTidyContext &Context;
  TidyOptions Given;
  std::shared_ptr<UnitFindings> Unit;
  bool IsFirst = false;

  static SourceLocation locationOf(llvm::StringRef File, unsigned Offset, SourceManager &Sources) {
    auto Entry = Sources.getFileManager().getOptionalFileRef(File);
    FileID Id = Entry ? Sources.translateFile(*Entry) : FileID();
    return Id.isValid() ? Sources.getComposedLoc(Id, Offset) : SourceLocation();
  }

  /// All fixes of the unit go with one finding: they share includes and variables,
  /// and clang-tidy applies what a diagnostic brings as a whole or not at all.
  void report(const Finding &What, bool WithEdits, SourceManager &Sources) {
    {
      auto Said = diag(locationOf(What.Location.Begin.File, What.Location.Begin.Offset, Sources),
                       What.Message);
      if (WithEdits)
        for (const EditedFile &File : Unit->edits())
          for (const TextEdit &Change : File.Edits) {
            SourceLocation Begin = locationOf(File.Path, Change.Offset, Sources);
            if (Begin.isValid())
              Said << FixItHint::CreateReplacement(
                  CharSourceRange::getCharRange(Begin, Begin.getLocWithOffset(int(Change.Length))),
                  Change.Text);
          }
    }
    if (What.Loop.isValid())
      note(What.Loop, "the loop", Sources);
    if (What.Source.isValid())
      note(What.Source, "its rows come from here", Sources);
    for (const TraceStep &Step : What.Trace)
      note(Step.At, Step.Message, Sources);
  }

  void note(const SourcePoint &At, llvm::StringRef Text, SourceManager &Sources) {
    // A step in another unit has no place in this one.
    SourceLocation Place = locationOf(At.File, At.Offset, Sources);
    if (Place.isValid())
      diag(Place, Text, DiagnosticIDs::Note);
  }
};

class Module : public ClangTidyModule {
public:
  void addCheckFactories(ClangTidyCheckFactories &Factories) override {
    // Clang's interfaces change with every version.
    if (const std::string Running = getClangFullVersion();
        Running.find("version " LLVM_VERSION_STRING) == std::string::npos) {
      llvm::errs() << "nplus1: this module is for clang-tidy " LLVM_VERSION_STRING
                      " and was loaded by "
                   << Running << "; its checks are off\n";
      return;
    }
    for (const RuleInfo &Rule : ruleCatalogue())
      Factories.registerCheckFactory(Rule.Id, [](llvm::StringRef Name, ClangTidyContext *Context) {
        return std::make_unique<RuleCheck>(Name, Context);
      });
  }
};

} // namespace

static ClangTidyModuleRegistry::Add<Module> Registered("nplus1-module", "N+1 queries");

} // namespace nplus1::tidy
