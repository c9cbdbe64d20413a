#include "lsp/Analyst.h"

#include "compdb/Language.h"
#include "driver/OutcomeCodec.h"

#include "llvm/ADT/STLExtras.h"

#include <deque>
#include <poll.h>

namespace nplus1::lsp {
namespace {

/// Fixes that are verified side by side; each has workers of its own.
constexpr size_t MostVerifications = 2;

class Analyst {
public:
  Analyst(OpenedFolder &Folder, const ClientAbilities &Client, CompanionPipe &Server)
      : State(Folder), Client(Client), Server(Server) {}

  /// Until the server is gone.
  void serve() {
    while (true) {
      std::vector<pollfd> Polled = {{Server.fd(), POLLIN, 0}};
      for (const Verification &Each : Running)
        Polled.push_back({Each.Worker->fd(), POLLIN, 0});
      if (poll(Polled.data(), Polled.size(), -1) < 0)
        continue;
      for (size_t I = Polled.size(); I-- > 1;)
        if (Polled[I].revents)
          receive(I - 1);
      if (Polled[0].revents) {
        auto Message = Server.receive();
        if (!Message)
          return;
        handle(*Message);
      }
      startWaiting();
    }
  }

private:
  Editing State;
  const ClientAbilities &Client;
  CompanionPipe &Server;
  std::set<std::string> Open;
  bool HasIndex = false;

  struct Verification {
    json Ticket;
    std::unique_ptr<Companion> Worker;
  };
  std::vector<Verification> Running;
  std::deque<json> Waiting;

  void handle(const json &Message) {
    const std::string Do = textAt(Message, {"do"});
    if (Do == "index")
      return index(Message);
    if (Do == "text")
      return setText(Message);
    if (Do == "update")
      return update(Message);
    if (Do == "cancel")
      return cancel(at(Message, {"ticket"}));
    if (State.isReady() && (Do == "edit" || (Do == "actions" && !Client.ResolvesEdits)))
      Waiting.push_back(Message);
    else
      Server.send(answerTo(Message));
  }

  json answerTo(const json &Message) {
    json Answer = {{"ticket", at(Message, {"ticket"})}};
    auto Result =
        answer(textAt(Message, {"do"}), textAt(Message, {"path"}), at(Message, {"params"}));
    if (Result)
      Answer["result"] = std::move(*Result);
    else
      Answer["error"] = llvm::toString(Result.takeError());
    return Answer;
  }

  void startWaiting() {
    while (!Waiting.empty() && Running.size() < MostVerifications) {
      const json Message = std::move(Waiting.front());
      Waiting.pop_front();
      std::vector<int> Fds = {Server.fd()};
      for (const Verification &Each : Running)
        Fds.push_back(Each.Worker->fd());
      auto Worker = Companion::start(
          [&](CompanionPipe &Analyst) { Analyst.send(answerTo(Message)); }, /*Memory=*/0, Fds);
      if (Worker)
        Running.push_back({at(Message, {"ticket"}), std::move(Worker)});
      else
        Server.send({{"ticket", at(Message, {"ticket"})},
                     {"error", "no process can be made to verify the fix"}});
    }
  }

  void receive(size_t Index) {
    Companion &Worker = *Running[Index].Worker;
    const bool Alive = Worker.read();
    if (auto Answer = Worker.next())
      Server.send(*Answer);
    else if (Alive)
      return;
    else
      Server.send({{"ticket", Running[Index].Ticket},
                   {"error", "the process that verified the fix crashed"}});
    Running.erase(Running.begin() + ptrdiff_t(Index));
  }

  void cancel(const json &Ticket) {
    llvm::erase_if(Running, [&](const Verification &Each) { return Each.Ticket == Ticket; });
    std::erase_if(Waiting, [&](const json &Each) { return at(Each, {"ticket"}) == Ticket; });
  }

  void index(const json &Message) {
    std::vector<UnitOutcome> Outcomes;
    for (const json &Bytes : at(Message, {"outcomes"})) {
      const auto &Encoded = Bytes.get_binary();
      auto Outcome = decodeOutcome(
          llvm::StringRef(reinterpret_cast<const char *>(Encoded.data()), Encoded.size()));
      Outcomes.push_back(Outcome ? std::move(*Outcome) : UnitOutcome());
    }
    State.setIndex(std::move(Outcomes));
    HasIndex = true;
  }

  /// A source file that is not in the database. (What only an irrelevant unit includes
  /// is not known either.)
  bool isUnknown(const std::string &Path) const {
    return HasIndex && !isHeader(Path) && !State.knows(Path);
  }

  void setText(const json &Message) {
    const std::string Path = textAt(Message, {"path"});
    const json &Text = at(Message, {"text"});
    if (Text.is_string()) {
      Open.insert(Path);
      State.setText(Path, Text.get<std::string>());
    } else {
      Open.erase(Path);
      State.setText(Path, std::nullopt);
    }
  }

  void update(const json &Message) {
    std::set<std::string> Skipped;
    for (const json &Path : at(Message, {"skip"}))
      Skipped.insert(Path.get<std::string>());
    json Answer = {{"round", at(Message, {"round"})}, {"unknown", json::array()}};
    for (const std::string &Path : Open)
      if (isUnknown(Path))
        Answer["unknown"].push_back(Path);
    if (llvm::Error Bad = State.update(
            Skipped, [&](const std::string &Path) { Server.send({{"parsing", Path}}); })) {
      Answer["problem"] = llvm::toString(std::move(Bad));
    } else if (!Client.PullDiagnostics) {
      Renderer Say(State, Client);
      json Found = json::object();
      // Before there is an index nothing is known of what other units may know.
      for (const std::string &Path : Open)
        if (HasIndex || State.knows(Path))
          Found[Path] = Say.diagnostics(Path);
      Answer["diagnostics"] = std::move(Found);
    }
    Server.send(Answer);
  }

  llvm::Expected<json> answer(llvm::StringRef Do, const std::string &Path, const json &Params) {
    if (!State.isReady())
      return Do == "hover" ? json() : json::array();
    Renderer Say(State, Client);
    if (Do == "diagnostics")
      return Say.diagnostics(Path);
    if (Do == "hover")
      return Say.hover(Path, at(Params, {"position"}));
    if (Do == "edit")
      return edit(Say, Params);
    json Actions = Say.actions(Path, Params);
    if (!Client.ResolvesEdits)
      for (json &Action : Actions)
        if (Action.contains("data"))
          addEdit(Say, Action);
    // What turned out not to hold is not offered.
    llvm::erase_if(Actions.get_ref<json::array_t &>(),
                   [](const json &Action) { return Action.is_null(); });
    return Actions;
  }

  llvm::Expected<json> edit(Renderer &Say, const json &Data) {
    std::set<std::string> Fingerprints;
    for (const json &Fingerprint : at(Data, {"fingerprints"}))
      if (Fingerprint.is_string())
        Fingerprints.insert(Fingerprint.get<std::string>());
    const bool Unsafe = flagAt(Data, {"unsafe"});
    auto Run = State.fix(Fingerprints, Unsafe);
    if (!Run)
      return Run.takeError();
    if (Run->Done.Files.empty()) {
      for (const PlanOutcome &Outcome : Run->Done.Outcomes)
        if (!Outcome.Reason.empty())
          return llvm::createStringError("the fix was not made: " + Outcome.Reason);
      return llvm::createStringError("the code has changed and the fix is not needed any more");
    }
    return json{{"edit", Say.workspaceEdit(*Run, Unsafe)}, {"texts", Renderer::textsOf(*Run)}};
  }

  void addEdit(Renderer &Say, json &Action) {
    auto Edit = edit(Say, Action["data"]);
    if (Edit) {
      Action["edit"] = std::move(*Edit);
      Action.erase("data");
    } else {
      llvm::consumeError(Edit.takeError());
      Action = nullptr;
    }
  }
};

} // namespace

void runAnalyst(const ServerSettings &Settings, const std::string &Folder,
                const ClientAbilities &Client, CompanionPipe &Server) {
  auto Opened = openFolder(Settings, Folder);
  if (!Opened)
    return Server.send({{"problem", llvm::toString(Opened.takeError())}});
  Server.send({{"opened",
                {{"watch", (*Opened)->watched()}, {"units", (*Opened)->Of.Opened.Units.size()}}}});
  Analyst It(**Opened, Client, Server);
  It.serve();
}

} // namespace nplus1::lsp
