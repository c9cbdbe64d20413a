//===- JobRuns.h - Which job who does next --------------------------------===//
//
// Neighbours have much in common, which whoever does them one after the other does once.
// So each worker goes through a run of jobs of its own; one that is through takes half
// of what another has left.
//
//===----------------------------------------------------------------------===//
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

namespace nplus1 {

class JobRuns {
public:
  /// Jobs 0 to \p Count - 1, in \p Runs runs of equal length.
  JobRuns(size_t Count, size_t Runs);

  bool anyLeft() const;
  /// The next job of run \p Run, or of one that is split for it; nothing if there are none
  /// left.
  std::optional<size_t> next(size_t Run);

private:
  struct Run {
    size_t Next, End;
    size_t left() const { return End - Next; }
  };
  std::vector<Run> Runs;
};

} // namespace nplus1
