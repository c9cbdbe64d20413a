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
  bool NoFolders = false; ///< the client has none open
  bool ToldOfNoFolder = false;
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
  void openFolderAround(const std::string &File);
  Workspace *workspaceOf(const std::string &Path, bool OnlyInside = false);
  void askAbout(const json &Id, const json &Params, const char *Do, Finisher Finish,
                json Otherwise);

  static std::string realPath(const std::string &Path);
  Document *documentOf(const std::string &Uri);
  /// Of those with this real path the one that is analysed; null if none is open.
  const Document *latestOf(const std::string &Path) const;
  void changed(Document &Of);
  /// What is asked about is what is analysed.
  void makeLatest(Document &Of);
  void publish(const std::string &Path, uint64_t Number, const json &Diagnostics);
  /// The name that the client has for a file that \p Asker, or an answer about it,
  /// mentions.
  std::string uriFor(const std::string &Uri, const Document &Asker) const;
  /// \p Diagnostics with places under the client's names.
  json named(json Diagnostics, const Document &Asker) const;
  /// Whether files still have the contents with these digests: {uri: digest}.
  bool holds(const json &Texts) const;
  /// The edit of {"edit","texts"} under the client's names and with the versions of its
  /// texts; nothing if one of these is not what the edit was made for.
  std::optional<json> withDocuments(json Answer, const Document &Asker) const;
};

} // namespace nplus1::lsp
