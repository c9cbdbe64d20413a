#include "driver/JobRuns.h"

#include <algorithm>

namespace nplus1 {

JobRuns::JobRuns(size_t Count, size_t Number) {
  for (size_t I = 0; I < Number; ++I)
    Runs.push_back({Count * I / Number, Count * (I + 1) / Number});
}

bool JobRuns::anyLeft() const {
  return std::any_of(Runs.begin(), Runs.end(), [](const Run &R) { return R.left() > 0; });
}

std::optional<size_t> JobRuns::next(size_t Index) {
  Run &Mine = Runs[Index];
  if (!Mine.left()) {
    Run &Longest = *std::max_element(
        Runs.begin(), Runs.end(), [](const Run &A, const Run &B) { return A.left() < B.left(); });
    if (!Longest.left())
      return std::nullopt;
    Mine = {Longest.Next + Longest.left() / 2, Longest.End};
    Longest.End = Mine.Next;
  }
  return Mine.Next++;
}

} // namespace nplus1
