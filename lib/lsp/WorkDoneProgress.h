//===- WorkDoneProgress.h - A bar in the client that shows how far we are --===//
#pragma once

#include "lsp/Peer.h"

namespace nplus1::lsp {

/// Does nothing if the client shows none.
class WorkDoneProgress {
public:
  /// \p Name tells its tokens from those of others. \p Editor outlives this.
  WorkDoneProgress(std::string Name, bool IsShown, Peer &Editor)
      : Name(std::move(Name)), IsShown(IsShown), Editor(Editor) {}
  ~WorkDoneProgress() { end(); }
  WorkDoneProgress(const WorkDoneProgress &) = delete;

  /// Begins anew; what was begun before has to be ended first.
  void begin(const char *Title);
  /// \p Done of \p Total units are \p What ("analysed").
  void report(int64_t Done, int64_t Total, const std::string &What);
  void end();

private:
  const std::string Name;
  const bool IsShown;
  Peer &Editor;
  uint64_t Number = 0;
  bool IsOpen = false;

  std::string token() const { return Name + "#" + std::to_string(Number); }
  void tell(json Value);
};

} // namespace nplus1::lsp
