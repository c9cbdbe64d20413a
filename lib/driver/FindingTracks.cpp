#include "driver/FindingTracks.h"

#include "driver/FixVerifier.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/Support/FileSystem.h"

#include <set>

using namespace llvm;

namespace nplus1 {

namespace {

class Tracker {
public:
  Tracker(const Analysis &Before, const EditedFiles &Files) : Files(Files) {
    for (const LinkedFinding &Found : Before.Linked.Findings)
      Known[Found.What.Location.Begin.File].push_back(&Found - &Before.Linked.Findings.front());
    Findings = Before.Linked.Findings;
  }

  std::optional<size_t> predecessorOf(const Finding &What) {
    auto Candidates = Known.find(What.Location.Begin.File);
    if (Candidates == Known.end())
      return std::nullopt;
    ByteRange Was = placeBefore(What.Location.Begin);
    std::optional<size_t> Best;
    unsigned Likeness = 0;
    for (size_t Index : Candidates->second) {
      const Finding &Old = Findings[Index].What;
      if (Old.Location.Begin.Offset < Was.Begin || Old.Location.Begin.Offset > Was.End)
        continue;
      unsigned Like = 1 + 2 * (Old.Rule == What.Rule) + 4 * (identityOf(Old) == identityOf(What)) +
                      !Taken.count(Index);
      if (Like > Likeness) {
        Likeness = Like;
        Best = Index;
      }
    }
    if (Best)
      Taken.insert(*Best);
    return Best;
  }

private:
  const EditedFiles &Files;
  ArrayRef<LinkedFinding> Findings;
  StringMap<std::vector<size_t>> Known; ///< by file
  std::set<size_t> Taken;               ///< predecessors already given
  StringMap<const EditedFile *> Edited; ///< by the name of a file, null if it is not

  ByteRange placeBefore(const SourcePoint &At) {
    auto [Entry, New] = Edited.try_emplace(At.File, nullptr);
    SmallString<128> Real;
    if (New && !sys::fs::real_path(At.File, Real))
      for (const EditedFile &File : Files)
        if (File.Path == Real)
          Entry->second = &File;
    ByteRange Now{At.Offset, At.Offset};
    return Entry->second ? bytesBefore(*Entry->second, Now) : Now;
  }
};

} // namespace

std::vector<std::optional<size_t>> predecessors(const Analysis &After, const Analysis &Before,
                                                const EditedFiles &Files) {
  Tracker Track(Before, Files);
  std::vector<std::optional<size_t>> Found;
  for (const LinkedFinding &Now : After.Linked.Findings)
    Found.push_back(Track.predecessorOf(Now.What));
  return Found;
}

} // namespace nplus1
