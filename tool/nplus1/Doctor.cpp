#include "Commands.h"
#include "RunOptions.h"

#include "compdb/ResourceDirectory.h"
#include "driver/Doctor.h"
#include "driver/Jobs.h"
#include "finding/Paths.h"
#include "finding/ToolVersion.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/Format.h"

namespace nplus1::cli {

static std::string textOf(const FlagDecision &D) {
  switch (D.Did) {
  case FlagDecision::What::Dropped:
    return D.Flag + " dropped: " + D.Why;
  case FlagDecision::What::Translated:
    return D.Flag + " becomes " + D.To + ": " + D.Why;
  case FlagDecision::What::Unknown:
    return D.Flag + " dropped: " + D.Why;
  case FlagDecision::What::Launcher:
    return D.Flag + " taken off: " + D.Why;
  }
  return {};
}

static void describeSetup(const Project &Of, llvm::raw_ostream &OS) {
  std::vector<std::string> Names;
  for (const Profile &P : Of.Profiles)
    Names.push_back(P.Name);
  OS << "nplus1           " << toolVersion() << ", Clang " << clangVersion() << '\n'
     << "builtin headers  "
     << (resourceDirectory().empty() ? "not found: install libclang-common-19-dev"
                                     : resourceDirectory())
     << '\n'
     << "database         " << Of.Commands.path() << '\n'
     << "project root     " << Of.Root << '\n'
     << "profiles         " << llvm::join(Names, ", ") << '\n'
     << "workers          " << defaultJobs() << '\n';
}

/// Units that were asked for by name get the full story.
static void describeUnit(const CompileUnit &Unit, const UnitDiagnosis &D, const Project &Of,
                         llvm::raw_ostream &OS) {
  OS << '\n' << relativePath(Unit.File, Of.WorkingDirectory) << '\n';
  if (Unit.Line)
    OS << "  entry     " << Of.Commands.path() << ':' << Unit.Line << '\n';
  OS << "  folder    " << Unit.Directory << '\n';
  OS << "  command   " << llvm::join(Unit.Arguments, " ") << '\n';
  for (const FlagDecision &Decision : Unit.Decisions)
    OS << "  flag      " << textOf(Decision) << '\n';
  if (!D.Problem.empty())
    OS << "  analysed  yes, though it does not preprocess: " << D.Problem << '\n';
  else if (!D.Profile.empty())
    OS << "  analysed  yes: " << D.Profile << " through " << D.OrmHeader << '\n';
  else if (!D.OrmHeader.empty())
    OS << "  analysed  yes: annotations in " << D.OrmHeader << '\n';
  else
    OS << "  analysed  only if it includes a header that declares a function found to query\n";
}

static void describeAll(const Diagnosis &Found, const Project &Of, llvm::raw_ostream &OS) {
  size_t Seeing = 0, Broken = 0;
  for (const UnitDiagnosis &D : Found.Units) {
    Seeing += !D.OrmHeader.empty();
    Broken += !D.Problem.empty();
  }
  OS << "units            " << Found.Units.size() << ", " << Seeing << " see an ORM, " << Broken
     << " do not preprocess\n";
  if (!Found.Flags.empty())
    OS << "\nFlags, with the number of units:\n";
  for (const FlagSummary &Summary : Found.Flags)
    OS << llvm::format_decimal(Summary.Units, 6) << "  " << textOf(Summary.Decision) << '\n';
  if (Broken)
    OS << "\nUnits that do not preprocess:\n";
  for (const UnitDiagnosis &D : Found.Units)
    if (!D.Problem.empty())
      OS << "  " << relativePath(Of.Units[D.Unit].File, Of.WorkingDirectory) << ": " << D.Problem
         << '\n';
}

void addDoctor(CLI::App &App, int &Status) {
  auto *Command =
      App.add_subcommand("doctor", "Explain what would happen to the units, or to one, and why");
  auto Options = std::make_shared<ProjectOptions>();
  addProjectOptions(*Command, *Options);
  Command->callback([&Status, Options] {
    auto Opened = openProject(*Options);
    if (!Opened) {
      Status = refuse(Opened.takeError());
      return;
    }
    Diagnosis Found = diagnose(*Opened);
    describeSetup(*Opened, llvm::outs());
    if (Options->Paths.empty())
      describeAll(Found, *Opened, llvm::outs());
    else
      for (const UnitDiagnosis &D : Found.Units)
        describeUnit(Opened->Units[D.Unit], D, *Opened, llvm::outs());
    Status = Clean;
  });
}

} // namespace nplus1::cli
