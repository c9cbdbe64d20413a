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

using namespace llvm;

namespace nplus1::tidy {

UnitFindings::UnitFindings(TidyOptions Given, clang::Preprocessor &Macros)
    : Options(std::move(Given)), Macros(Macros) {
  auto Selected = selectProfiles(Options.Profiles);
  if (!Selected) {
    Problem = toString(Selected.takeError());
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

/// What earlier runs of the program left of the other units.
static Expected<std::vector<UnitOutcome>> otherUnits(const TidyOptions &Options,
                                                     const Project &Of) {
  std::vector<UnitOutcome> Outcomes(Of.Units.size());
  for (UnitOutcome &Outcome : Outcomes)
    Outcome.Judged = UnitOutcome::Verdict::Irrelevant;
  if (Options.Database.empty())
    return Outcomes;
  auto Results = Cache::open(Options.CacheFolder);
  if (!Results)
    return Results.takeError();
  Phase1Options Kept;
  Kept.Results = &*Results;
  Kept.ResultsKey = resultsKey(Of.Profiles, Options.Program);
  if (Kept.ResultsKey.empty())
    return createStringError("'" + Options.Program +
                             "': there is no such program; name the nplus1 that filled the cache "
                             "in the option Program");
  for (auto [Into, Known] : zip(Outcomes, knownOutcomes(Of.Units, Kept)))
    if (Known)
      Into = std::move(*Known);
  return Outcomes;
}

void UnitFindings::analyze(clang::ASTContext &Ast, function_ref<bool(StringRef)> IsOn) {
  if (Done || !Problem.empty())
    return;
  Done = true;
  const clang::SourceManager &Sources = Ast.getSourceManager();
  auto Main = Sources.getFileEntryRefForID(Sources.getMainFileID());
  if (!Main)
    return;
  SmallString<256> MainFile(Main->getName());
  Sources.getFileManager().makeAbsolutePath(MainFile);
  sys::path::remove_dots(MainFile, /*remove_dot_dot=*/true);

  auto run = [&]() -> Error {
    auto Of = projectOf(Options, MainFile.str().str(), Profiles);
    if (!Of)
      return Of.takeError();
    auto Outcomes = otherUnits(Options, *Of);
    if (!Outcomes)
      return Outcomes.takeError();
    const std::string Real = realPath(MainFile);
    auto Here = find_if(Of->Units, [&](const CompileUnit &U) { return realPath(U.File) == Real; });
    if (Here == Of->Units.end()) {
      CompileUnit &Alone = Of->Units.emplace_back();
      Alone.File = MainFile.str().str();
      Outcomes->emplace_back();
      Here = std::prev(Of->Units.end());
    }
    UnitOutcome &Out = (*Outcomes)[Here - Of->Units.begin()];
    Out = UnitOutcome();
    Out.Judged = UnitOutcome::Verdict::Analysed;
    Out.Facts.MainFile = Here->File;
    OwnDeclarations Own(Profiles, Here->File);
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
        Found.push_back(What);

    auto Boundary = ProjectBoundary::at(Of->Root, *vfs::getRealFileSystem());
    if (!Boundary)
      return Boundary.takeError();
    std::vector<FixPlan> Plans;
    const std::vector<size_t> Active = activeFindings(Result, Said);
    for (const FixPlan &Plan : Result.Plans)
      if (all_of(Plan.Findings, [&](size_t Index) { return is_contained(Active, Index); }))
        Plans.push_back(Plan);
    FixOptions Preview;
    Preview.Mode = FixMode::Preview;
    auto Fixed = applyFixes(Plans, *Boundary, Preview);
    if (!Fixed)
      return Fixed.takeError();
    Edits = std::move(Fixed->Files);
    return Error::success();
  };
  if (Error Bad = run())
    Problem = toString(std::move(Bad));
}

} // namespace nplus1::tidy
