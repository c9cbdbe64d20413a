#include "UnitFindings.h"

#include "driver/FixRun.h"
#include "driver/ResultsKey.h"
#include "driver/TriagedProject.h"
#include "driver/UnitParse.h"
#include "fix/FixEngine.h"
#include "orm/ProfileLoader.h"

#include "clang/AST/ASTContext.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/Program.h"

#include <set>

using namespace llvm;

namespace nplus1::tidy {

/// Absolute; empty if there is none.
static std::string mainFileOf(const clang::SourceManager &Sources) {
  auto Main = Sources.getFileEntryRefForID(Sources.getMainFileID());
  if (!Main)
    return "";
  SmallString<256> Path(Main->getName());
  Sources.getFileManager().makeAbsolutePath(Path);
  sys::path::remove_dots(Path, /*remove_dot_dot=*/true);
  return Path.str().str();
}

UnitFindings::UnitFindings(TidyOptions Given, clang::Preprocessor &Macros)
    : Options(std::move(Given)), Macros(Macros) {
  auto select = [&]() -> Expected<std::vector<Profile>> {
    if (Options.Profiles.empty()) {
      const std::string MainFile = mainFileOf(Macros.getSourceManager());
      auto Configured = runWideSettings("", sys::path::parent_path(MainFile).str());
      if (!Configured)
        return Configured.takeError();
      Options.Profiles = Configured->Profiles.Value;
    }
    return selectProfiles(Options.Profiles);
  };
  auto Selected = select();
  if (!Selected) {
    Problem = toString(Selected.takeError());
    Done = true;
    return;
  }
  Profiles = std::move(*Selected);
  recordRelationMacros(Macros, Profiles, RelationMacros);
}

static std::string realPath(StringRef Path) {
  SmallString<256> Real;
  return sys::fs::real_path(Path, Real) ? Path.str() : Real.str().str();
}

/// A project of the unit alone, or the one around it.
static Expected<Project> projectOf(const TidyOptions &Options, const std::string &MainFile,
                                   std::vector<Profile> Profiles) {
  if (!Options.Database.empty()) {
    // clang-tidy is run from several folders, for one .clang-tidy.
    if (!sys::path::is_absolute(Options.Database))
      return createStringError("'" + Options.Database +
                               "': the option NPlusOneDatabase has to be an absolute path");
    ProjectOptions Wanted;
    Wanted.DatabasePath = Options.Database;
    Wanted.Profiles = Options.Profiles;
    return openProject(Wanted);
  }
  SmallString<256> Working;
  if (std::error_code Error = sys::fs::current_path(Working))
    return createStringError(Error, "the working directory cannot be read");
  auto Boundary = ProjectBoundary::discover(sys::path::parent_path(MainFile), Working,
                                            *vfs::getRealFileSystem());
  if (!Boundary)
    return Boundary.takeError();
  Project Alone;
  Alone.Profiles = std::move(Profiles);
  Alone.WorkingDirectory = Working.str().str();
  Alone.Root = Boundary->root();
  return Alone;
}

/// What earlier runs of the program left of the other units. \p Missing says why there
/// is nothing where there should be.
static Expected<std::vector<UnitOutcome>> otherUnits(const TidyOptions &Options, const Project &Of,
                                                     std::string &Missing) {
  std::vector<UnitOutcome> Outcomes(Of.Units.size());
  for (UnitOutcome &Outcome : Outcomes)
    Outcome.Judged = UnitOutcome::Verdict::Irrelevant;
  if (Options.Database.empty())
    return Outcomes;
  std::string Program = Options.Program;
  if (auto OnPath = sys::findProgramByName(Program.empty() ? "nplus1" : Program))
    Program = std::move(*OnPath);
  auto Results = Cache::open(Options.CacheFolder);
  if (!Results)
    return Results.takeError();
  Phase1Options Kept;
  Kept.Results = &*Results;
  Kept.ResultsKey = resultsKey(Of.Profiles, Program);
  if (Kept.ResultsKey.empty())
    return createStringError("'" + (Program.empty() ? "nplus1" : Program) +
                             "': there is no such program; name the nplus1 that filled the cache "
                             "in the option NPlusOneProgram");
  bool Any = false;
  for (auto [Into, Known] : zip(Outcomes, knownOutcomes(Of.Units, Kept)))
    if (Known) {
      Into = std::move(*Known);
      Any = true;
    }
  if (!Any && Of.Units.size() > 1)
    Missing = "nothing is known of other units: the cache has no result of '" + Program + "' for " +
              Options.Database + " with these profiles; run nplus1 check";
  return Outcomes;
}

void UnitFindings::analyze(clang::ASTContext &Ast, function_ref<bool(StringRef)> IsOn,
                           function_ref<bool(const Finding &)> IsShown) {
  if (std::exchange(Done, true))
    return;
  const std::string MainFile = mainFileOf(Ast.getSourceManager());
  if (MainFile.empty())
    return;
  if (Error Bad = run(Ast, MainFile, IsOn, IsShown))
    Problem = toString(std::move(Bad));
}

Error UnitFindings::run(clang::ASTContext &Ast, const std::string &MainFile,
                        function_ref<bool(StringRef)> IsOn,
                        function_ref<bool(const Finding &)> IsShown) {
  auto Of = projectOf(Options, MainFile, Profiles);
  if (!Of)
    return Of.takeError();
  auto Outcomes = otherUnits(Options, *Of, Problem);
  if (!Outcomes)
    return Outcomes.takeError();
  const std::string Real = realPath(MainFile);
  auto Here = find_if(Of->Units, [&](const CompileUnit &U) { return realPath(U.File) == Real; });
  if (Here == Of->Units.end()) {
    CompileUnit &Alone = Of->Units.emplace_back();
    Alone.File = MainFile;
    Outcomes->emplace_back();
    Here = std::prev(Of->Units.end());
  }
  UnitOutcome &Out = (*Outcomes)[Here - Of->Units.begin()];
  Out = UnitOutcome();
  Out.Judged = UnitOutcome::Verdict::Analysed;
  Out.Facts.MainFile = Here->File;
  // With --fix-errors clang-tidy applies what is found in spite of them.
  Out.Facts.HadErrors = Ast.getDiagnostics().hasUncompilableErrorOccurred();
  BodyFilter Bodies(Profiles, Here->File);
  OwnDeclarations Own(Bodies);
  for (clang::Decl *D : Ast.getTranslationUnitDecl()->decls())
    Own.add(clang::DeclGroupRef(D));
  const std::vector<clang::Decl *> Scope = Ast.getTraversalScope();
  extractUnit(Ast, Macros, Profiles, Own, RelationMacros, Out);
  Ast.setTraversalScope(Scope);

  Analysis Result = joinUnits(*Of, std::move(*Outcomes), vfs::createPhysicalFileSystem());
  TriageScope About;
  About.WorkingDirectory = Of->WorkingDirectory;
  About.Root = Of->Root;
  About.NamedPaths = About.UnitFiles = {Here->File};
  auto Triaged = Triage::prepare({}, std::move(About));
  if (!Triaged)
    return Triaged.takeError();
  Report Said = makeReport(Result);
  erase_if(Said.Findings, [&](const Finding &F) { return !IsOn(F.Rule); });
  SourceFiles Texts;
  if (Error Bad = Triaged->apply(Said, Texts))
    return Bad;
  for (const Finding &What : Said.Findings)
    if (What.isActive())
      Found.push_back({What, {}});
  return addEdits(Result, Said, Of->Root, IsShown);
}

/// Plans that touch the same files, transitively.
static std::vector<std::vector<FixPlan>> groupedByFile(std::vector<FixPlan> Plans) {
  struct Group {
    std::vector<FixPlan> Plans;
    std::set<std::string> Files;
  };
  std::vector<Group> Groups;
  for (FixPlan &Plan : Plans) {
    Group Joined;
    for (const Edit &Change : Plan.Change.Edits)
      Joined.Files.insert(realPath(Change.File));
    for (const HeaderNeed &Need : Plan.Headers)
      Joined.Files.insert(realPath(Need.File));
    erase_if(Groups, [&](Group &Other) {
      if (none_of(Other.Files, [&](const std::string &File) { return Joined.Files.count(File); }))
        return false;
      Joined.Files.merge(Other.Files);
      append_range(Joined.Plans, Other.Plans);
      return true;
    });
    Joined.Plans.push_back(std::move(Plan));
    Groups.push_back(std::move(Joined));
  }
  std::vector<std::vector<FixPlan>> Result;
  for (Group &Each : Groups)
    Result.push_back(std::move(Each.Plans));
  return Result;
}

Error UnitFindings::addEdits(const Analysis &Result, const Report &Said, StringRef Root,
                             function_ref<bool(const Finding &)> IsShown) {
  auto Boundary = ProjectBoundary::at(Root, *vfs::getRealFileSystem());
  if (!Boundary)
    return Boundary.takeError();
  // The first finding of Found, of those shown, that a plan answers; the end if there is none.
  auto firstOf = [&](ArrayRef<FixPlan> Plans) {
    return find_if(Found, [&](const TidyFinding &Each) {
      return IsShown(Each.What) && any_of(Plans, [&](const FixPlan &Plan) {
               return any_of(Plan.Findings, [&](size_t Index) {
                 return Result.Linked.Findings[Index].What.Fingerprint == Each.What.Fingerprint;
               });
             });
    });
  };
  std::vector<FixPlan> Plans;
  const std::vector<size_t> Active = activeFindings(Result, Said);
  for (const FixPlan &Plan : Result.Plans)
    if (all_of(Plan.Findings, [&](size_t Index) { return is_contained(Active, Index); }) &&
        firstOf(Plan) != Found.end())
      Plans.push_back(Plan);
  FixOptions Preview;
  Preview.Mode = FixMode::Preview;
  for (const std::vector<FixPlan> &Together : groupedByFile(std::move(Plans))) {
    auto Fixed = applyFixes(Together, *Boundary, Preview);
    if (!Fixed)
      return Fixed.takeError();
    firstOf(Together)->Edits = std::move(Fixed->Files);
  }
  return Error::success();
}

} // namespace nplus1::tidy
