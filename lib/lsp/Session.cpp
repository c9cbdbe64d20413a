#include "lsp/Session.h"

#include "finding/ToolVersion.h"
#include "lsp/Uri.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

#include <csignal>
#include <unistd.h>

namespace nplus1::lsp {

Session::Session(const ServerSettings &Settings, int In, int Out)
    : Editor(Out), Settings(Settings), In(In), Out(Out) {}

const llvm::StringMap<Session::Handler> &Session::notifications() {
  static const llvm::StringMap<Handler> Known = {
      {"initialized", &Session::initialized},
      {"exit", &Session::exit},
      {"$/cancelRequest", &Session::cancel},
      {"textDocument/didOpen", &Session::didOpen},
      {"textDocument/didChange", &Session::didChange},
      {"textDocument/didSave", &Session::didSave},
      {"textDocument/didClose", &Session::didClose},
      {"workspace/didChangeWatchedFiles", &Session::watchedFiles},
      {"workspace/didChangeWorkspaceFolders", &Session::foldersChanged},
  };
  return Known;
}

const llvm::StringMap<Session::Requested> &Session::requests() {
  static const llvm::StringMap<Requested> Known = {
      {"initialize", &Session::initialize},
      {"shutdown", &Session::shutdown},
      {"textDocument/hover", &Session::hover},
      {"textDocument/codeAction", &Session::codeAction},
      {"codeAction/resolve", &Session::resolve},
      {"textDocument/diagnostic", &Session::diagnostic},
      {"workspace/executeCommand", &Session::execute},
  };
  return Known;
}

void Session::takeBroken(const char *Why) {
  Editor.fail(nullptr, ErrorCode::ParseError, Why);
  if (Initialized)
    Editor.log(MessageType::Warning, Why);
}

void Session::take(const json &Message) {
  const json &Id = at(Message, {"id"});
  const bool IsRequest = Id.is_string() || Id.is_number_integer();
  if (!Message.is_object() || (!Id.is_null() && !IsRequest))
    return Editor.fail(nullptr, ErrorCode::InvalidRequest, "the message is no request");
  const std::string Method = textAt(Message, {"method"});
  const json &Params = at(Message, {"params"});
  if (Method.empty()) {
    if (Message.contains("result") || Message.contains("error"))
      return Editor.replied(Message);
    return Editor.fail(Id, ErrorCode::InvalidRequest, "the message has no method");
  }
  if (!IsRequest) {
    auto Known = notifications().find(Method);
    // Before and after a session only "exit" means something.
    if (Known != notifications().end() && ((Initialized && !ShutDown) || Method == "exit"))
      (this->*Known->second)(Params);
    return;
  }
  if (ShutDown)
    return Editor.fail(Id, ErrorCode::InvalidRequest, "the server is shut down");
  if (!Initialized && Method != "initialize")
    return Editor.fail(Id, ErrorCode::NotInitialized, "'initialize' has to come first");
  auto Known = requests().find(Method);
  if (Known == requests().end())
    return Editor.fail(Id, ErrorCode::MethodNotFound, "unknown method '" + Method + "'");
  (this->*Known->second)(Id, Params);
}

void Session::initialize(const json &Id, const json &Params) {
  if (Initialized)
    return Editor.fail(Id, ErrorCode::InvalidRequest, "the session is initialized already");
  Initialized = true;
  Client = ClientAbilities::of(Params);
  Parent = numberAt(Params, {"processId"}).value_or(0);
  ExplainedByClient = flagAt(Params, {"initializationOptions", "explainedByClient"});
  for (const json &Folder : at(Params, {"workspaceFolders"}))
    if (auto Path = pathOfUri(textAt(Folder, {"uri"})))
      openFolder(*Path);
  if (Workspaces.empty())
    if (auto Path = pathOfUri(textAt(Params, {"rootUri"})))
      openFolder(*Path);
  if (Workspaces.empty())
    if (std::string Path = textAt(Params, {"rootPath"}); !Path.empty())
      openFolder(Path);

  NoFolders = Workspaces.empty();

  json Can = {
      {"positionEncoding", Client.Positions == Encoding::Utf8 ? "utf-8" : "utf-16"},
      {"textDocumentSync",
       {{"openClose", true}, {"change", 2}, {"save", {{"includeText", false}}}}},
      {"hoverProvider", true},
      {"codeActionProvider",
       {{"codeActionKinds", {"quickfix", "source.fixAll.nplus1"}}, {"resolveProvider", true}}},
      {"executeCommandProvider", {{"commands", {"nplus1.explain"}}}},
      {"workspace", {{"workspaceFolders", {{"supported", true}, {"changeNotifications", true}}}}}};
  if (Client.PullDiagnostics)
    Can["diagnosticProvider"] = {
        {"identifier", "nplus1"}, {"interFileDependencies", true}, {"workspaceDiagnostics", false}};
  Editor.respond(Id, {{"capabilities", std::move(Can)},
                      {"serverInfo", {{"name", "nplus1"}, {"version", toolVersion()}}}});
}

void Session::initialized(const json &) {
  for (auto &Workspace : Workspaces)
    Workspace->start();
  if (!Client.WatchesFiles)
    return;
  json Watchers = json::array();
  for (const char *Glob :
       {"**/.nplus1.json", "**/compile_commands*.json", "**/*.{c++,cc,cpp,cxx,h,hh,hpp,hxx,ipp}"})
    Watchers.push_back({{"globPattern", Glob}});
  Editor.request("client/registerCapability",
                 {{"registrations",
                   {{{"id", "files"},
                     {"method", "workspace/didChangeWatchedFiles"},
                     {"registerOptions", {{"watchers", std::move(Watchers)}}}}}}});
}

void Session::shutdown(const json &Id, const json &) {
  Workspaces.clear();
  Documents.clear();
  ShutDown = true;
  Editor.respond(Id, nullptr);
}

bool Session::hasParent() const {
  // Signal 0 only asks.
  return Parent <= 1 || ::kill(pid_t(Parent), 0) == 0 || errno == EPERM;
}

void Session::openFolder(const std::string &Path) {
  const std::string Real = realPath(Path);
  if (!llvm::sys::fs::is_directory(Real))
    return Editor.show(MessageType::Warning, "nplus1: " + Path + ": there is no such folder");
  if (llvm::any_of(Workspaces, [&](const auto &W) { return W->folder() == Real; }))
    return;
  auto fds = [this] {
    std::vector<int> All = {In, Out};
    for (const auto &Other : Workspaces)
      llvm::append_range(All, Other->fds());
    return All;
  };
  llvm::SmallString<256> Name(Path);
  llvm::sys::path::remove_dots(Name, /*remove_dot_dot=*/true);
  Workspaces.push_back(std::make_unique<Workspace>(
      Real, llvm::StringRef(Name).rtrim('/').str(), Settings, Client, Editor, fds,
      [this](const std::string &File, uint64_t Number, const json &Diagnostics) {
        publish(File, Number, Diagnostics);
      }));
}

/// For a client that has no folder open: the one that a database lies in or above.
void Session::openFolderAround(const std::string &File) {
  auto fits = [](const llvm::Twine &Folder) {
    return llvm::sys::fs::exists(Folder + "/compile_commands.json") ||
           llvm::sys::fs::exists(Folder + "/build/compile_commands.json");
  };
  if (workspaceOf(realPath(File), /*OnlyInside=*/true))
    return;
  for (llvm::StringRef Folder = llvm::sys::path::parent_path(File); !Folder.empty();
       Folder = llvm::sys::path::parent_path(Folder))
    if (fits(Folder)) {
      openFolder(Folder.str());
      return Workspaces.back()->start();
    }
  if (!std::exchange(ToldOfNoFolder, true))
    Editor.show(MessageType::Warning,
                "nplus1: " + File +
                    ": the editor has no folder open, and no folder above has a "
                    "compile_commands.json; open the project's folder in the editor, or make the "
                    "database with cmake -DCMAKE_EXPORT_COMPILE_COMMANDS=ON");
}

/// The folder that the file lies in, innermost first; another one may have it in
/// its database all the same.
Workspace *Session::workspaceOf(const std::string &Path, bool OnlyInside) {
  Workspace *Best = nullptr;
  for (auto &Candidate : Workspaces)
    if (llvm::StringRef(Path).starts_with(Candidate->folder() + "/") &&
        (!Best || Candidate->folder().size() > Best->folder().size()))
      Best = Candidate.get();
  return Best || OnlyInside || Workspaces.empty() ? Best : Workspaces.front().get();
}

void Session::foldersChanged(const json &Params) {
  NoFolders = false;
  // A file that another folder is nearer to is handed over to it.
  for (auto &[Uri, Open] : Documents)
    if (Workspace *In = workspaceOf(Open.Path))
      In->setText(Open.Path, ++LastNumber, std::nullopt);
  for (const json &Gone : at(Params, {"event", "removed"}))
    if (auto Path = pathOfUri(textAt(Gone, {"uri"})))
      llvm::erase_if(Workspaces, [&, Real = realPath(*Path)](const auto &W) {
        return W->folder() == Real || W->folder() == *Path;
      });
  const size_t Before = Workspaces.size();
  for (const json &New : at(Params, {"event", "added"}))
    if (auto Path = pathOfUri(textAt(New, {"uri"})))
      openFolder(*Path);
  for (size_t I = Before; I < Workspaces.size(); ++I)
    Workspaces[I]->start();
  for (auto &[Uri, Open] : Documents) {
    changed(Open);
    if (Workspaces.empty() && !Client.PullDiagnostics)
      publish(Open.Path, Open.Number, json::array());
  }
}

void Session::didSave(const json &Params) {
  auto Path = pathOfUri(textAt(Params, {"textDocument", "uri"}));
  if (!Path)
    return;
  const std::string Real = realPath(*Path);
  if (Workspace *In = workspaceOf(Real))
    In->fileChanged(Real);
}

void Session::watchedFiles(const json &Params) {
  for (const json &Change : at(Params, {"changes"}))
    if (auto Path = pathOfUri(textAt(Change, {"uri"})))
      for (auto &Each : Workspaces)
        Each->fileChanged(realPath(*Path));
}

void Session::cancel(const json &Params) {
  const json Id = at(Params, {"id"});
  for (auto &Each : Workspaces)
    if (Each->cancel(Id))
      return Editor.fail(Id, ErrorCode::RequestCancelled, "cancelled");
}

} // namespace nplus1::lsp
