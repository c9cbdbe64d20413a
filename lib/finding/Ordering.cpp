#include "finding/Ordering.h"

#include <algorithm>
#include <tuple>

namespace nplus1 {

static auto place(const Finding &F) {
  return std::tie(F.Location.Begin.File, F.Location.Begin.Line, F.Location.Begin.Column, F.Rule,
                  F.Path, F.Loop);
}

void sortFindings(std::vector<Finding> &Findings) {
  std::sort(Findings.begin(), Findings.end(), [](const Finding &A, const Finding &B) {
    if (A.Queries.PerRow != B.Queries.PerRow)
      return A.Queries.PerRow > B.Queries.PerRow;
    auto PlaceA = place(A), PlaceB = place(B);
    if (PlaceA != PlaceB)
      return PlaceA < PlaceB;
    return std::tie(B.Level, A.Message) < std::tie(A.Level, B.Message); // the surest first
  });
}

void mergeDuplicates(std::vector<Finding> &Findings) {
  auto End = std::unique(Findings.begin(), Findings.end(), [](const Finding &A, const Finding &B) {
    return place(A) == place(B) && A.Queries.PerRow == B.Queries.PerRow;
  });
  Findings.erase(End, Findings.end());
}

} // namespace nplus1
