//===- Workspace.h - One workspace folder, as the server sees it ----------===//
//
// Keeps two companions at work: one indexes the folder, the other follows what is
// edited. Both may end at any time and are started again.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "lsp/Companion.h"
#include "lsp/FileStamps.h"
#include "lsp/Folder.h"
#include "lsp/Peer.h"
#include "lsp/Render.h"
#include "lsp/WorkDoneProgress.h"

#include <deque>
#include <map>
#include <set>

struct pollfd;

namespace nplus1::lsp {

/// From the analyst's answer to the client's; nothing if it is about texts that have
/// changed meanwhile.
using Finisher = std::function<std::optional<json>(json)>;

/// A question of the client that the analyst answers. It is about the text that Path
/// had when it was asked: when that changes, the answer is that it did.
struct Question {
  json Id; ///< of the client's request
  std::string Do, Path;
  json Params;
  Finisher Finish;
};

class Workspace {
public:
  using Clock = std::chrono::steady_clock;
  /// Told of the diagnostics of a file: its real path, and the number of the text
  /// that they are of.
  using Publisher = std::function<void(const std::string &, uint64_t, const json &)>;

  /// \p Folder is a real path, \p Name what the client calls it. \p Fds gives the server's file
  /// descriptors, which companions close. All references outlive this.
  Workspace(std::string Folder, std::string Name, const ServerSettings &Settings,
            const ClientAbilities &Client, Peer &Editor, std::function<std::vector<int>()> Fds,
            Publisher Publish);
  ~Workspace();

  const std::string &folder() const { return Folder; }
  const std::string &name() const { return Name; }

  /// Opens the project anew and indexes it.
  void start();
  /// \p Path, a real path, has other contents on the disk: does what that asks for, a
  /// moment later.
  void fileChanged(const std::string &Path);

  /// The editor's text of \p Path (a real path), with a number that grows; nothing: closed.
  void setText(const std::string &Path, uint64_t Number, std::optional<std::string> Text);

  void ask(Question Asked);
  /// False if no question has this id.
  bool cancel(const json &Id);

  std::vector<int> fds() const;
  void addTo(std::vector<pollfd> &Polled) const;
  void receive(const pollfd &Ready);
  /// Does what is due.
  void tick(Clock::time_point Now);

private:
  const std::string Folder, Name;
  const ServerSettings &Settings;
  const ClientAbilities &Client;
  Peer &Editor;
  std::function<std::vector<int>()> ServersFds;
  Publisher Publish;

  std::unique_ptr<Companion> Analyst, Indexer;
  json Index; ///< the last outcomes; null: none yet

  struct OpenText {
    uint64_t Number = 0;
    std::string Content;
  };
  std::map<std::string, OpenText> Texts;
  std::set<std::string> Unsent;  ///< texts that the analyst has not seen
  std::set<std::string> Skipped; ///< texts that crash the parser
  bool Outdated = false;         ///< there is something to update
  bool Ready = false;            ///< the analyst has opened the folder
  bool Updating = false;
  Clock::time_point StepBegan;
  std::string Parsing;                     ///< what the analyst is at
  std::map<std::string, uint64_t> Updated; ///< text numbers of the update
  std::deque<Question> Waiting;
  std::map<uint64_t, Question> Asked;
  uint64_t LastTicket = 0, LastRound = 0;
  unsigned Crashes = 0; ///< in a row

  FileStamps Watched;           ///< that say what the project is
  std::set<std::string> Inputs; ///< files that units read
  /// Those of them in the folder, where the client tells of no changes.
  FileStamps WatchedInputs;
  Clock::time_point NextWatch;
  std::optional<Clock::time_point> IndexDue;
  bool StartDue = false;
  bool Indexed = false;          ///< the indexer has said all it has to say
  unsigned IndexerDeaths = 0;    ///< in a row
  std::set<std::string> Unknown; ///< files that no unit is compiled from
  std::string LastProblem;
  WorkDoneProgress Indexing;

  void startAnalyst();
  void startIndexer();
  void watch(const std::vector<std::string> &Paths);
  /// Whether \p Path is one that makes it worth opening the folder again.
  bool watches(const std::string &Path) const;
  /// Whether it may be part of what units read.
  bool mayBeRead(const std::string &Path) const;
  void reindexSoon();
  /// Answers all questions about the text that \p Path had.
  void disown(const std::string &Path);
  /// Nothing is known any more of what is open.
  void takeBackDiagnostics();
  void tellUnknown(const std::string &Path);
  void indexerEnded();
  void pump();
  void fromAnalyst(const json &Message);
  void fromIndexer(const json &Message);
  enum class Ending { Crash, Hang, OutOfMemory };
  void analystEnded(Ending How);
  void answered(const json &Message);
  void tellProblem(const std::string &Sentence);
};

} // namespace nplus1::lsp
