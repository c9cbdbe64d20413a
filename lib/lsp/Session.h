//===- Session.h - The state between "initialize" and "exit" --------------===//
#pragma once

#include "lsp/Peer.h"
#include "lsp/Workspace.h"

#include "llvm/ADT/StringMap.h"

#include <poll.h>

namespace nplus1::lsp {

class Session {
public:
  Session(const ServerSettings &Settings, int In, int Out);

  /// Takes one message of the client; it may have any shape.
  void take(const json &Message);
  /// A message that is no JSON, or a frame that is none.
  void takeBroken(const char *Why);

  bool isOver() const { return Exited; }
  int status() const { return ShutDown ? 0 : 1; }
  /// Whether the process that started the server is still there.
  bool hasParent() const;

  Peer Editor;
  std::vector<std::unique_ptr<Workspace>> Workspaces;

private:
  struct Document {
    std::string Uri, Path; ///< Path is real
    Text Content;
    json Version;
    uint64_t Number = 0;
  };

  const ServerSettings &Settings;
  const int In, Out;
  ClientAbilities Client;
  bool Initialized = false, ShutDown = false, Exited = false;
  bool ExplainedByClient = false;
  int64_t Parent = 0;
  uint64_t LastNumber = 0;
  std::map<std::string, Document> Documents; ///< by URI

  using Handler = void (Session::*)(const json &Params);
  using Requested = void (Session::*)(const json &Id, const json &Params);
  static const llvm::StringMap<Handler> &notifications();
  static const llvm::StringMap<Requested> &requests();

  void initialize(const json &Id, const json &Params);
  void shutdown(const json &Id, const json &);
  void hover(const json &Id, const json &Params);
  void codeAction(const json &Id, const json &Params);
  void resolve(const json &Id, const json &Action);
  void diagnostic(const json &Id, const json &Params);
  void execute(const json &Id, const json &Params);

  void initialized(const json &);
  void exit(const json &) { Exited = true; }
  void cancel(const json &Params);
  void didOpen(const json &Params);
  void didChange(const json &Params);
  void didSave(const json &Params);
  void didClose(const json &Params);
  void watchedFiles(const json &Params);
  void foldersChanged(const json &Params);

  void openFolder(const std::string &Path);
  Workspace *workspaceOf(const std::string &Path);
  Document *documentOf(const json &Params);
  void changed(Document &Of);
  void publish(const std::string &Path, uint64_t Number, const json &Diagnostics);
  void askAbout(const json &Id, const json &Params, const char *Do,
                std::function<json(json)> Finish, json Otherwise);
  json withDocuments(json Edit) const;
};

} // namespace nplus1::lsp
