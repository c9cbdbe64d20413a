//===- ProgressLine.h - How far a run is, on stderr -----------------------===//
#pragma once

#include "llvm/ADT/StringRef.h"

#include <chrono>
#include <string>

namespace nplus1::cli {

enum class ProgressMode {
  Auto,   ///< a line that is rewritten on a terminal, else a line every 30 s
  Always, ///< a line that is rewritten, also where stderr is no terminal
  Never,
};

/// Called with what is done to the units and how many of how many are done, also
/// when nothing has changed.
class ProgressLine {
public:
  explicit ProgressLine(ProgressMode Mode);
  ProgressLine(const ProgressLine &) = delete;
  ProgressLine &operator=(const ProgressLine &) = delete;
  ~ProgressLine() { clear(); }

  void operator()(llvm::StringRef What, size_t Done, size_t Total);

  /// Takes the line off the terminal.
  void clear();

private:
  using Clock = std::chrono::steady_clock;
  const bool Rewrites, Beats;
  std::string Current; ///< what is being done
  size_t CurrentTotal = 0;
  Clock::time_point Begin; ///< of that
  Clock::time_point LastShown = Clock::now();
  bool Shown = false;
};

} // namespace nplus1::cli
