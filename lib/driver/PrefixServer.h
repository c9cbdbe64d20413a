//===- PrefixServer.h - The beginning of many units, parsed once ----------===//
//
// A process that has parsed what several units begin with, and forks itself for each
// of them. The copy goes on with the unit's own text: it is the parser that a parse of
// the whole unit would have been, with all that it knows by then. A copy may also go on
// with more that some of the units have in common, and be a server for these:
//
//   <boost/test.hpp>, Dbo.h ──┬── Fixture.h ──┬── one.cpp
//                             │               └── two.cpp
//                             └── three.cpp
//
//===----------------------------------------------------------------------===//
#pragma once

#include "driver/IncludeTrail.h"
#include "driver/UnitAnalysis.h"

#include <memory>
#include <span>

namespace nplus1 {

class PrefixServer {
public:
  /// Starts a server for units that have the command and folder of \p First, but for
  /// the file and macros of \p Trail, and begin as \p Trail, of \p First, does up to its cut
  /// \p At. Null if the system gives no process. Whether that can be parsed shows later.
  static std::unique_ptr<PrefixServer> start(const CompileUnit &First, const IncludeTrail &Trail,
                                             const IncludeTrail::Cut &At,
                                             std::span<const Profile> Profiles);
  /// A server that goes on from here to the cut \p At of \p Trail, which has the cut of
  /// this one, with the same command: what is between is parsed once. While it lives,
  /// this one must not be asked. Null if this is MostLevels deep, or what comes next
  /// cannot be shared.
  std::unique_ptr<PrefixServer> extend(const IncludeTrail &Trail, const IncludeTrail::Cut &At);
  static constexpr unsigned MostLevels = 6;

  ~PrefixServer();
  PrefixServer(const PrefixServer &) = delete;

  /// Whether what this has parsed is left first in \p Trail, be there a cut or not.
  bool begins(const IncludeTrail &Trail) const;
  /// The cut of \p Trail up to which this has parsed it, or null.
  const IncludeTrail::Cut *cutOf(const IncludeTrail &Trail) const;

  /// What analyzeUnit says of \p Unit on the disk, encoded. \p Trail is the unit's, and has
  /// the cut. Nothing if it cannot be said from here: the unit has errors or crashes the
  /// parser, or did not take the way that was expected.
  std::optional<std::string> analyze(const CompileUnit &Unit, const IncludeTrail &Trail);

  /// It answers nothing any more: what it begins with cannot be shared, or a unit crashed it.
  bool hasEnded() const { return Ended; }

  /// The digest of what was left (IncludeTrail::Left).
  uint64_t prefix() const { return Digest; }

private:
  class Process;

  /// At the cut \p At of \p Trail.
  PrefixServer(std::shared_ptr<Process> Root, unsigned Level, const IncludeTrail &Trail,
               const IncludeTrail::Cut &At);

  std::shared_ptr<Process> Root;
  unsigned Level; ///< how many others this one goes on from
  size_t Left;    ///< files
  uint64_t Digest;
  bool Ended = false; ///< on its own
};

} // namespace nplus1
