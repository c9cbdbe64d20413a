//===- SharedPrefixes.h - Units that go on where others went --------------===//
//
// Neighbours in a project include the same headers first. Units are put in an order in
// which those are next to each other that begin alike; what the next one begins with,
// too, is parsed by a PrefixServer, and by nobody else as long as units follow that
// begin with it.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "driver/PrefixServer.h"

#include "llvm/ADT/DenseMap.h"

#include <set>

namespace nplus1 {

class SharedPrefixes {
public:
  /// For those of \p Units that are at \p Which. Units and profiles outlive this.
  SharedPrefixes(std::span<const CompileUnit> Units, llvm::ArrayRef<size_t> Which,
                 std::span<const Profile> Profiles)
      : Units(Units), Profiles(Profiles), Commands(Units, Which) {}
  ~SharedPrefixes() { leave(); }
  SharedPrefixes(const SharedPrefixes &) = delete;

  /// Finds what the \p Unit-th reads.
  std::optional<IncludeTrail> trailOf(size_t Unit, TrailFinder &Trails) const;
  void add(size_t Unit, IncludeTrail Trail);

  /// The units that were added, in the best order.
  std::vector<size_t> order();

  /// What analyzeUnit says of the \p Unit-th on the disk, encoded. To be called after
  /// order(), in a process without other threads that takes units in that order, though
  /// it need not take all, and any others at the end.
  std::string analyze(size_t Unit);

  /// Ends the processes that analyze() started.
  void leave();

private:
  struct Known {
    std::string Command; ///< equal for units that differ in the file and Trail.Macros only
    IncludeTrail Trail;
    size_t Unit;
  };

  struct Serving {
    std::string Command;
    std::unique_ptr<PrefixServer> Server;
    unsigned Answers = 0, Refusals = 0;
  };

  std::span<const CompileUnit> Units;
  std::span<const Profile> Profiles;
  AlikeCommands Commands;
  std::vector<Known> Ordered;
  llvm::DenseMap<size_t, size_t> Places; ///< of units in Ordered
  std::vector<Serving> Servers;          ///< each goes on from the one before
  /// Commands and digests of prefixes that were given up.
  std::set<std::pair<std::string, uint64_t>> Hopeless;

  Serving *serverFor(size_t Place);
};

} // namespace nplus1
