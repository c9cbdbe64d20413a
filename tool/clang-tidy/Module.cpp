//===- Module.cpp - The rules as checks of clang-tidy ---------------------===//
//
// Loaded by Loader.cpp's module, into the right version of clang-tidy only.
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
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/Regex.h"

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
    auto text = [&](llvm::StringRef Option) -> std::string {
      if (Options.get(Option))
        Misplaced = Option;
      const auto &All = this->Context.getOptions().CheckOptions;
      auto Set = All.find(Option);
      return Set == All.end() ? "" : Set->second.Value;
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
    auto shown = [&](const Finding &What) { return isShown(What, *Result.SourceManager); };
    Unit->analyze(*Result.Context, isOn, shown);
    if (IsFirst && !Unit->problem().empty())
      configurationDiag("nplus1: %0") << Unit->problem();
    if (!Misplaced.empty())
      configurationDiag("nplus1: the option '%0' is one of all checks; write it without '%1.'")
          << Misplaced << Rule;
    for (const TidyFinding &Each : Unit->findings())
      if (Each.What.Rule == Rule)
        report(Each, *Result.SourceManager);
  }

private:
  const std::string Rule;
  ClangTidyContext &Context;
  TidyOptions Given;
  std::shared_ptr<UnitFindings> Unit;
  bool IsFirst = false;
  llvm::StringRef Misplaced; ///< an option that is set as one of this check

  static SourceLocation locationOf(llvm::StringRef File, unsigned Offset, SourceManager &Sources) {
    auto Entry = Sources.getFileManager().getOptionalFileRef(File);
    FileID Id = Entry ? Sources.translateFile(*Entry) : FileID();
    return Id.isValid() ? Sources.getComposedLoc(Id, Offset) : SourceLocation();
  }

  /// The places of a finding: its own first, then those of its notes.
  static std::vector<SourceLocation> placesOf(const Finding &What, SourceManager &Sources) {
    std::vector<SourcePoint> Points = {What.Location.Begin, What.Loop, What.Source};
    for (const TraceStep &Step : What.Trace)
      Points.push_back(Step.At);
    std::vector<SourceLocation> Places;
    for (const SourcePoint &Point : Points)
      if (Point.isValid())
        if (SourceLocation At = locationOf(Point.File, Point.Offset, Sources); At.isValid())
          Places.push_back(At);
    return Places;
  }

  /// Whether clang-tidy will show the finding. It does not tell, and drops the fixes of
  /// what it hides: this is what its header and line filters do with a diagnostic and
  /// its notes.
  bool isShown(const Finding &What, SourceManager &Sources) const {
    const ClangTidyOptions &Given = Context.getOptions();
    llvm::Regex Headers(Given.HeaderFilterRegex.value_or("")),
        NoHeaders(Given.ExcludeHeaderFilterRegex.value_or(""));
    const bool AllHeaders = Given.SystemHeaders.value_or(false);
    bool IsOwn = false, IsInLines = false;
    for (SourceLocation At : placesOf(What, Sources)) {
      auto File = Sources.getFileEntryRefForID(Sources.getFileID(At));
      if (!File || (!AllHeaders && Sources.isInSystemHeader(At)))
        continue;
      IsOwn |= Sources.isInMainFile(At) ||
               (!Given.HeaderFilterRegex.value_or("").empty() && Headers.match(File->getName()) &&
                (Given.ExcludeHeaderFilterRegex.value_or("").empty() ||
                 !NoHeaders.match(File->getName())));
      IsInLines |= passesLineFilter(File->getName(), Sources.getExpansionLineNumber(At));
    }
    return IsOwn && IsInLines;
  }

  bool passesLineFilter(llvm::StringRef File, unsigned Line) const {
    const std::vector<FileFilter> &Filters = Context.getGlobalOptions().LineFilter;
    if (Filters.empty())
      return true;
    auto Filter =
        llvm::find_if(Filters, [&](const FileFilter &Each) { return File.ends_with(Each.Name); });
    return Filter != Filters.end() &&
           (Filter->LineRanges.empty() ||
            llvm::any_of(Filter->LineRanges, [&](const FileFilter::LineRange &Range) {
              return Range.first <= Line && Line <= Range.second;
            }));
  }

  void report(const TidyFinding &Each, SourceManager &Sources) {
    const Finding &What = Each.What;
    {
      auto Said = diag(locationOf(What.Location.Begin.File, What.Location.Begin.Offset, Sources),
                       What.Message);
      for (const EditedFile &File : Each.Edits)
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
    for (const RuleInfo &Rule : ruleCatalogue())
      Factories.registerCheckFactory(Rule.Id, [](llvm::StringRef Name, ClangTidyContext *Context) {
        return std::make_unique<RuleCheck>(Name, Context);
      });
  }
};

} // namespace

static ClangTidyModuleRegistry::Add<Module> Registered("nplus1-module", "N+1 queries");

} // namespace nplus1::tidy
