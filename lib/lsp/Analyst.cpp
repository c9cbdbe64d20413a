#include "lsp/Analyst.h"

#include "driver/OutcomeCodec.h"

namespace nplus1::lsp {
namespace {

class Analyst {
public:
  Analyst(OpenedFolder &Folder, const ClientAbilities &Client, CompanionPipe &Server)
      : State(Folder), Client(Client), Server(Server) {}

  void handle(const json &Message) {
    const std::string Do = textAt(Message, {"do"});
    if (Do == "index")
      return index(Message);
    if (Do == "text")
      return setText(Message);
    if (Do == "update")
      return update(Message);
    json Answer = {{"ticket", at(Message, {"ticket"})}};
    auto Result = answer(Do, textAt(Message, {"path"}), at(Message, {"params"}));
    if (Result)
      Answer["result"] = std::move(*Result);
    else
      Answer["error"] = llvm::toString(Result.takeError());
    Server.send(Answer);
  }

private:
  Editing State;
  const ClientAbilities &Client;
  CompanionPipe &Server;
  std::set<std::string> Open;

  void index(const json &Message) {
    std::vector<UnitOutcome> Outcomes;
    for (const json &Bytes : at(Message, {"outcomes"})) {
      const auto &Encoded = Bytes.get_binary();
      auto Outcome = decodeOutcome(
          llvm::StringRef(reinterpret_cast<const char *>(Encoded.data()), Encoded.size()));
      Outcomes.push_back(Outcome ? std::move(*Outcome) : UnitOutcome());
    }
    State.setIndex(std::move(Outcomes));
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
    json Answer = {{"round", at(Message, {"round"})}};
    if (llvm::Error Bad = State.update(
            Skipped, [&](const std::string &Path) { Server.send({{"parsing", Path}}); })) {
      Answer["problem"] = llvm::toString(std::move(Bad));
    } else if (!Client.PullDiagnostics) {
      Renderer Say(State, Client);
      json Found = json::object();
      for (const std::string &Path : Open)
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
    return Say.workspaceEdit(*Run, Unsafe);
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
  while (auto Message = Server.receive())
    It.handle(*Message);
}

} // namespace nplus1::lsp
