#include "lsp/Workspace.h"

#include "compdb/Language.h"
#include "lsp/Analyst.h"
#include "lsp/Indexer.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/Path.h"

#include <poll.h>

namespace nplus1::lsp {

using namespace std::chrono_literals;

/// An analyst that takes longer for one step of an update hangs, whatever a unit may
/// take in the background.
static constexpr std::chrono::seconds LongestStep = 120s;
/// Saving is often followed by saving.
static constexpr auto IndexDelay = 200ms;
static constexpr auto WatchPeriod = 1s;
static constexpr unsigned MostCrashes = 5;
/// What kills an indexer is often a lack of memory, which passes.
static constexpr auto IndexerPause = 3s;
static constexpr unsigned MostIndexerDeaths = 3;

Workspace::Workspace(std::string Folder, std::string Name, const ServerSettings &Settings,
                     const ClientAbilities &Client, Peer &Editor,
                     std::function<std::vector<int>()> Fds, Publisher Publish)
    : Folder(std::move(Folder)), Name(std::move(Name)), Settings(Settings), Client(Client),
      Editor(Editor), ServersFds(std::move(Fds)), Publish(std::move(Publish)),
      Indexing(this->Folder, Client.WorkDoneProgress, Editor) {}

Workspace::~Workspace() {
  for (auto &[Ticket, Question] : Asked)
    Editor.fail(Question.Id, ErrorCode::RequestCancelled, "the folder was closed");
  for (Question &Question : Waiting)
    Editor.fail(Question.Id, ErrorCode::RequestCancelled, "the folder was closed");
}

void Workspace::start() {
  StartDue = false;
  Index = nullptr;
  Unknown.clear();
  Skipped.clear();
  Crashes = 0;
  // Where to look while the folder cannot be opened.
  std::vector<std::string> Paths = {Folder + "/.nplus1.json", Folder + "/compile_commands.json",
                                    Folder + "/build/compile_commands.json"};
  auto add = [&](const std::string &Named, const char *Below = "") {
    llvm::SmallString<128> Path(Named);
    llvm::sys::fs::make_absolute(Folder, Path);
    Paths.push_back(Path.str().str() + Below);
  };
  if (!Settings.Project.DatabasePath.empty()) {
    add(Settings.Project.DatabasePath);
    add(Settings.Project.DatabasePath, "/compile_commands.json");
  }
  if (!Settings.Triaged.ConfigFile.empty())
    add(Settings.Triaged.ConfigFile);
  // Those that are built in have the names of files that do not exist.
  for (const std::string &Profile : Settings.Project.Profiles)
    add(Profile);
  // The configuration that was read last may name profiles of its own.
  llvm::append_range(Paths, Watched.paths());
  watch(Paths);
  startAnalyst();
  startIndexer();
}

void Workspace::startAnalyst() {
  for (auto &[Ticket, Question] : Asked)
    Editor.fail(Question.Id, ErrorCode::ContentModified, "the project was opened again");
  Asked.clear();
  Analyst.reset();
  Ready = Updating = false;
  Parsing.clear();
  Analyst =
      Companion::start([&](CompanionPipe &Server) { runAnalyst(Settings, Folder, Client, Server); },
                       Settings.Phase1.MemoryLimit, ServersFds());
  if (!Analyst)
    return tellProblem("no process can be made to analyse " + Folder);
  if (!Index.is_null())
    Analyst->send({{"do", "index"}, {"outcomes", Index}});
  for (const auto &[Path, Text] : Texts)
    Unsent.insert(Path);
  Outdated = true;
}

void Workspace::startIndexer() {
  IndexDue.reset();
  Indexed = false;
  Indexing.end();
  Indexer.reset();
  Indexer = Companion::start([&](CompanionPipe &Server) { runIndexer(Settings, Folder, Server); },
                             /*Memory=*/0, ServersFds()); // its workers have limits
  if (Indexer)
    Indexing.begin("nplus1: indexing");
}

void Workspace::reindexSoon() { IndexDue = Clock::now() + IndexDelay; }

void Workspace::watch(const std::vector<std::string> &Paths) {
  Watched.clear();
  for (const std::string &Path : Paths)
    Watched.add(Path);
  NextWatch = Clock::now() + WatchPeriod;
}

bool Workspace::watches(const std::string &Path) const {
  llvm::StringRef File = llvm::sys::path::filename(Path);
  return Watched.contains(Path) || (llvm::StringRef(Path).starts_with(Folder + "/") &&
                                    (File == ConfigFileName || File == "compile_commands.json"));
}

bool Workspace::mayBeRead(const std::string &Path) const {
  if (Inputs.count(Path))
    return true;
  if (!llvm::StringRef(Path).starts_with(Folder + "/"))
    return false;
  // A new one may be what an include was looking for.
  CompileUnit Unit;
  Unit.File = Path;
  return llvm::sys::path::has_extension(Path) && (isHeader(Path) || isCxx(Unit));
}

void Workspace::fileChanged(const std::string &Path) {
  if (watches(Path))
    StartDue = true;
  else if (mayBeRead(Path))
    reindexSoon();
}

void Workspace::disown(const std::string &Path) {
  auto refuse = [&](const Question &Of) {
    // A client that pulls takes an error for an empty list unless it is this one.
    if (Of.Do == "diagnostics")
      Editor.fail(Of.Id, ErrorCode::ServerCancelled, "the text has changed",
                  {{"retriggerRequest", true}});
    else
      Editor.fail(Of.Id, ErrorCode::ContentModified, "the text has changed");
  };
  std::erase_if(Waiting, [&](const Question &Of) {
    if (Of.Path != Path)
      return false;
    refuse(Of);
    return true;
  });
  std::erase_if(Asked, [&](const auto &Entry) {
    if (Entry.second.Path != Path)
      return false;
    refuse(Entry.second);
    if (Analyst)
      Analyst->send({{"do", "cancel"}, {"ticket", Entry.first}});
    return true;
  });
}

void Workspace::setText(const std::string &Path, uint64_t Number, std::optional<std::string> Text) {
  disown(Path);
  Unsent.insert(Path);
  Skipped.erase(Path);
  Outdated = true;
  if (Text)
    Texts[Path] = {Number, std::move(*Text)};
  else
    Texts.erase(Path);
}

void Workspace::ask(Question Asked) { Waiting.push_back(std::move(Asked)); }

bool Workspace::cancel(const json &Id) {
  auto Queued = llvm::find_if(Waiting, [&](const Question &Q) { return Q.Id == Id; });
  if (Queued != Waiting.end()) {
    Waiting.erase(Queued);
    return true;
  }
  auto Found = llvm::find_if(Asked, [&](const auto &Entry) { return Entry.second.Id == Id; });
  if (Found == Asked.end())
    return false;
  // What it answers all the same, nobody will listen to.
  if (Analyst)
    Analyst->send({{"do", "cancel"}, {"ticket", Found->first}});
  Asked.erase(Found);
  return true;
}

/// Gives the analyst what it is to do next. Questions are of the newest text, so
/// they follow the update.
void Workspace::pump() {
  if (!Analyst || !Ready) {
    if (!Analyst)
      while (!Waiting.empty()) {
        Editor.respond(Waiting.front().Id, Waiting.front().Finish(nullptr).value_or(nullptr));
        Waiting.pop_front();
      }
    return;
  }
  if (Updating)
    return;
  if (Outdated) {
    Updated.clear();
    for (const auto &[Path, Text] : Texts)
      Updated[Path] = Text.Number;
    for (const std::string &Path : Unsent) {
      json Message = {{"do", "text"}, {"path", Path}};
      if (auto Text = Texts.find(Path); Text != Texts.end())
        Message["text"] = Text->second.Content;
      Analyst->send(Message);
    }
    Unsent.clear();
    Analyst->send({{"do", "update"}, {"round", ++LastRound}, {"skip", Skipped}});
    Outdated = false;
    Updating = true;
    StepBegan = Clock::now();
  }
  for (; !Waiting.empty(); Waiting.pop_front()) {
    Question &Next = Waiting.front();
    Analyst->send({{"do", Next.Do},
                   {"ticket", ++LastTicket},
                   {"path", Next.Path},
                   {"params", std::move(Next.Params)}});
    Asked.emplace(LastTicket, std::move(Next));
  }
}

std::vector<int> Workspace::fds() const {
  std::vector<int> All;
  for (const Companion *C : {Analyst.get(), Indexer.get()})
    if (C)
      All.push_back(C->fd());
  return All;
}

void Workspace::addTo(std::vector<pollfd> &Polled) const {
  for (const Companion *C : {Analyst.get(), Indexer.get()})
    if (C)
      Polled.push_back({C->fd(), short(POLLIN | (C->hasOutput() ? POLLOUT : 0)), 0});
}

void Workspace::receive(const pollfd &Polled) {
  if (Analyst && Polled.fd == Analyst->fd()) {
    if (Polled.revents & POLLOUT)
      Analyst->flush();
    const bool Alive = !(Polled.revents & ~POLLOUT) || Analyst->read();
    while (Analyst)
      if (auto Message = Analyst->next())
        fromAnalyst(*Message);
      else
        break;
    if (!Alive && Analyst)
      analystEnded(Analyst->ranOutOfMemory() ? Ending::OutOfMemory : Ending::Crash);
  } else if (Indexer && Polled.fd == Indexer->fd()) {
    const bool Alive = Indexer->read();
    while (auto Message = Indexer->next())
      fromIndexer(*Message);
    if (!Alive)
      indexerEnded();
  }
}

void Workspace::fromAnalyst(const json &Message) {
  if (Message.contains("opened")) {
    Ready = true;
    LastProblem.clear();
    watch(at(Message, {"opened", "watch"}).get<std::vector<std::string>>());
    Editor.log(MessageType::Info,
               Folder + ": " + toText(at(Message, {"opened", "units"})) + " units");
  } else if (Message.contains("parsing")) {
    Parsing = textAt(Message, {"parsing"});
    StepBegan = Clock::now();
  } else if (Message.contains("round")) {
    Updating = false;
    Crashes = 0;
    Parsing.clear();
    if (Message.contains("problem")) {
      tellProblem(textAt(Message, {"problem"}));
      takeBackDiagnostics();
    }
    for (const json &Path : at(Message, {"unknown"}))
      tellUnknown(Path.get<std::string>());
    for (const auto &[Path, Diagnostics] : at(Message, {"diagnostics"}).items())
      if (auto Number = Updated.find(Path); Number != Updated.end())
        Publish(Path, Number->second, Diagnostics);
  } else if (Message.contains("ticket")) {
    answered(Message);
  } else if (Message.contains("problem")) {
    // It ends by itself; the folder is opened again when something changes.
    tellProblem(textAt(Message, {"problem"}));
    Analyst.reset();
    takeBackDiagnostics();
  }
}

void Workspace::answered(const json &Message) {
  auto Found = Asked.find(at(Message, {"ticket"}).get<uint64_t>());
  if (Found == Asked.end())
    return;
  Question Done = std::move(Found->second);
  Asked.erase(Found);
  if (Message.contains("error"))
    Editor.fail(Done.Id, ErrorCode::RequestFailed, textAt(Message, {"error"}));
  else if (auto Result = Done.Finish(at(Message, {"result"})))
    Editor.respond(Done.Id, std::move(*Result));
  else
    Editor.fail(Done.Id, ErrorCode::ContentModified, "a file that it would edit has changed");
}

void Workspace::takeBackDiagnostics() {
  if (!Client.PullDiagnostics)
    for (const auto &[Path, Text] : Texts)
      Publish(Path, Text.Number, json::array());
}

/// One message for the first; who has many such files has seen it.
void Workspace::tellUnknown(const std::string &Path) {
  if (!Unknown.insert(Path).second)
    return;
  const std::string Sentence = Path + " is not in the compilation database of " + Folder +
                               ", so nothing is known of it; add it to the build";
  if (Unknown.size() == 1)
    Editor.show(MessageType::Warning, "nplus1: " + Sentence);
  else
    Editor.log(MessageType::Warning, Sentence);
}

void Workspace::indexerEnded() {
  Indexer.reset();
  Indexing.end();
  if (Indexed)
    return;
  const bool Again = ++IndexerDeaths <= MostIndexerDeaths;
  Editor.log(MessageType::Warning,
             Folder + ": the process that indexes it was killed; " +
                 (Again ? "it is started again" : "saving a file starts it again"));
  if (Again)
    IndexDue = Clock::now() + IndexerPause;
  else
    IndexerDeaths = 0;
}

void Workspace::fromIndexer(const json &Message) {
  if (Message.contains("progress")) {
    Indexing.report(numberAt(Message, {"progress", "done"}).value_or(0),
                    numberAt(Message, {"progress", "total"}).value_or(0),
                    textAt(Message, {"progress", "what"}));
  } else if (Message.contains("outcomes")) {
    Indexed = true;
    IndexerDeaths = 0;
    Index = at(Message, {"outcomes"});
    if (Analyst)
      Analyst->send({{"do", "index"}, {"outcomes", Index}});
    Outdated = true;
    // Who does not tell of changes may have files changed all the same: by git, or by
    // another program.
    Inputs.clear();
    WatchedInputs.clear();
    for (const json &Each : at(Message, {"inputs"})) {
      const std::string Path = Each.get<std::string>();
      Inputs.insert(Path);
      if (!Client.WatchesFiles && llvm::StringRef(Path).starts_with(Folder + "/"))
        WatchedInputs.add(Path);
    }
    if (Client.PullDiagnostics && Client.RefreshDiagnostics)
      Editor.request("workspace/diagnostic/refresh", nullptr);
  } else if (Message.contains("problem")) {
    Indexed = true; // the analyst tells of it
  }
}

void Workspace::analystEnded(Ending How) {
  const std::string What = How == Ending::Hang          ? " takes too long to parse"
                           : How == Ending::OutOfMemory ? " needs too much memory to parse"
                                                        : " crashes the parser";
  if (!Parsing.empty()) {
    Skipped.insert(Parsing);
    Editor.log(MessageType::Warning, Parsing + What + "; it is left out until it changes");
  }
  if (++Crashes > MostCrashes) {
    Analyst.reset();
    takeBackDiagnostics();
    return tellProblem("the analysis of " + Folder + " keeps crashing; save a file to try again");
  }
  for (auto &[Ticket, Question] : Asked)
    Editor.fail(Question.Id, ErrorCode::InternalError,
                "the analysis crashed and was started again");
  Asked.clear();
  startAnalyst();
}

void Workspace::tellProblem(const std::string &Sentence) {
  if (Sentence == LastProblem)
    return;
  LastProblem = Sentence;
  Editor.show(MessageType::Warning, "nplus1: " + Sentence);
}

void Workspace::tick(Clock::time_point Now) {
  const std::chrono::seconds Limit = Settings.Phase1.TimeLimit;
  if (Updating && Limit > 0s && Now - StepBegan > std::min(Limit, LongestStep))
    analystEnded(Ending::Hang);
  if (StartDue)
    start();
  if (IndexDue && Now >= *IndexDue) {
    if (!Analyst)
      start();
    else
      startIndexer();
  }
  if (Now >= NextWatch) {
    NextWatch = Now + WatchPeriod;
    if (Watched.haveChanged())
      return start();
    if (WatchedInputs.haveChanged())
      reindexSoon();
  }
  pump();
}

} // namespace nplus1::lsp
