//===- Workspace.h - One workspace folder, as the server sees it ----------===//
//
// Keeps two companions at work: one indexes the folder, the other follows what is
// edited. Both may end at any time and are started again.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "lsp/Companion.h"
#include "lsp/Folder.h"
#include "lsp/Peer.h"
#include "lsp/Render.h"

#include <deque>
#include <map>
#include <set>

struct pollfd;

namespace nplus1::lsp {

/// A question of the client that the analyst answers.
struct Question {
  json Id; ///< of the client's request
  std::string Do, Path;
  json Params;
  std::function<json(json)> Finish; ///< from the analyst's answer to the client's
};

class Workspace {
public:
  using Clock = std::chrono::steady_clock;
  /// Told of the diagnostics of a file: its real path, and the number of the text
  /// that they are of.
  using Publisher = std::function<void(const std::string &, uint64_t, const json &)>;

  /// \p Fds gives the server's file descriptors, which companions close. All
  /// references outlive this.
  Workspace(std::string Folder, const ServerSettings &Settings, const ClientAbilities &Client,
            Peer &Editor, std::function<std::vector<int>()> Fds, Publisher Publish);
  ~Workspace();

  const std::string &folder() const { return Folder; }

  /// Opens the project anew and indexes it.
  void start();
  /// Indexes it again, a moment later.
  void reindexSoon();

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

  /// Whether \p Path is one that makes it worth opening the folder again.
  bool watches(const std::string &Path) const;

private:
  const std::string Folder;
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

  std::map<std::string, std::string> Watched; ///< path to its stamp
  std::map<std::string, std::string> Inputs;  ///< likewise, of files that units read
  Clock::time_point NextWatch;
  std::optional<Clock::time_point> IndexDue;
  std::string LastProblem;

  uint64_t ProgressNumber = 0;
  bool ProgressOpen = false;

  void startAnalyst();
  void startIndexer();
  void watch(const std::vector<std::string> &Paths);
  void pump();
  void fromAnalyst(const json &Message);
  void fromIndexer(const json &Message);
  enum class Ending { Crash, Hang, OutOfMemory };
  void analystEnded(Ending How);
  void answered(const json &Message);
  void tellProblem(const std::string &Sentence);
  void beginProgress();
  void progress(json Value);
  void endProgress();
};

} // namespace nplus1::lsp
