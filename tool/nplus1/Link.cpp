// Phase 2 over facts that `nplus1 facts` made: what `nplus1 check` would say of all
// these units together.

#include "Commands.h"
#include "ReportOptions.h"
#include "RunOptions.h"
#include "TriageArguments.h"

#include "driver/Analysis.h"
#include "driver/FactsFile.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/MemoryBuffer.h"

#include <map>

namespace nplus1::cli {

namespace {
struct LinkOptions {
  std::vector<std::string> Files, Profiles;
  TriageOptions Triaged;
  ReportOptions Reports;
};
} // namespace

/// Replaces each @FILE by the lines of that file: build systems pass long lists so.
static llvm::Expected<std::vector<std::string>>
expandLists(const std::vector<std::string> &Written) {
  std::vector<std::string> Files;
  for (llvm::StringRef Word : Written) {
    if (!Word.consume_front("@")) {
      Files.push_back(Word.str());
      continue;
    }
    auto List = llvm::MemoryBuffer::getFile(Word, /*IsText=*/true);
    if (!List)
      return llvm::createStringError("'" + Word + "' cannot be read (" + List.getError().message() +
                                     "); name a file that lists facts files, one in each line");
    llvm::SmallVector<llvm::StringRef> Lines;
    (*List)->getBuffer().split(Lines, '\n', /*MaxSplit=*/-1, /*KeepEmpty=*/false);
    for (llvm::StringRef Line : Lines)
      Files.push_back(Line.trim().str());
  }
  return Files;
}

/// Reads all files; the order in which they are given changes nothing.
static llvm::Expected<std::vector<UnitOutcome>> readAll(std::vector<std::string> Files,
                                                        std::span<const Profile> Profiles) {
  llvm::sort(Files);
  Files.erase(llvm::unique(Files), Files.end());
  std::multimap<std::string, UnitOutcome> ByMainFile;
  for (const std::string &File : Files) {
    auto Read = readFactsFile(File, projectRoot(), Profiles);
    if (!Read)
      return Read.takeError();
    for (UnitOutcome &Outcome : *Read)
      ByMainFile.emplace(Outcome.Facts.MainFile, std::move(Outcome));
  }
  std::vector<UnitOutcome> All;
  for (auto &Entry : ByMainFile)
    All.push_back(std::move(Entry.second));
  return All;
}

static int link(LinkOptions &Options) {
  auto Outputs = outputsOf(Options.Reports);
  if (!Outputs)
    return refuse(Outputs.takeError());
  auto Files = expandLists(Options.Files);
  if (!Files)
    return refuse(Files.takeError());
  auto Profiles = profilesOf(Options.Profiles, Options.Triaged.ConfigFile);
  if (!Profiles)
    return refuse(Profiles.takeError());
  auto Outcomes = readAll(std::move(*Files), *Profiles);
  if (!Outcomes)
    return refuse(Outcomes.takeError());

  TriageScope Scope;
  Scope.WorkingDirectory = absolutePath(".");
  Scope.Root = projectRoot();
  for (const UnitOutcome &Outcome : *Outcomes)
    Scope.UnitFiles.push_back(Outcome.Facts.MainFile);
  auto Triaged = Triage::prepare(std::move(Options.Triaged), Scope);
  if (!Triaged)
    return refuse(Triaged.takeError());

  auto Disk = llvm::vfs::getRealFileSystem();
  Report Said =
      makeReport(linkUnits(Scope.UnitFiles, std::move(*Outcomes), *Profiles, Scope.Root, Disk));
  SourceFiles Sources(Disk);
  if (llvm::Error Bad = Triaged->apply(Said, Sources))
    return refuse(std::move(Bad));
  auto Status =
      finishReport(Said, *Triaged, Options.Reports, *Outputs, Scope.WorkingDirectory, Sources);
  return Status ? *Status : refuse(Status.takeError());
}

void addLink(CLI::App &App, int &Status) {
  auto *Command = App.add_subcommand("link", "Report what facts of all units tell together");
  auto Options = std::make_shared<LinkOptions>();
  Command
      ->add_option("facts", Options->Files,
                   "Files that 'nplus1 facts' made; @FILE lists them, one in each line")
      ->type_name("FILE")
      ->required();
  addProfileOption(*Command, Options->Profiles);
  addReportOptions(*Command, Options->Reports);
  addTriageOptions(*Command, Options->Triaged);
  Command->callback([&Status, Options] { Status = link(*Options); });
}

} // namespace nplus1::cli
