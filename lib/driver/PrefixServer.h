//===- PrefixServer.h - The beginning of many units, parsed once ----------===//
//
// A process that has parsed what several units begin with, and forks itself for each
// of them. The copy goes on with the unit's own text: it is the parser that a parse of
// the whole unit would have been, with all that it knows by then.
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
  /// the file, and begin as \p Trail, of \p First, does up to its cut \p At. Null if the
  /// system gives no process. Whether that can be parsed shows later.
  static std::unique_ptr<PrefixServer> start(const CompileUnit &First, const IncludeTrail &Trail,
                                             const IncludeTrail::Cut &At,
                                             std::span<const Profile> Profiles);
  ~PrefixServer();
  PrefixServer(const PrefixServer &) = delete;

  /// The cut of \p Trail up to which this has parsed it, or null.
  const IncludeTrail::Cut *cutOf(const IncludeTrail &Trail) const;

  /// What analyzeUnit says of \p Unit on the disk, encoded. \p Trail is the unit's, and has
  /// the cut. Nothing if it cannot be said from here: the unit has errors or crashes the
  /// parser, or did not take the way that was expected.
  std::optional<std::string> analyze(const CompileUnit &Unit, const IncludeTrail &Trail);

  /// The digest of what was left.
  uint64_t prefix() const { return Digest; }

private:
  PrefixServer() = default;

  size_t Left = 0; ///< files
  uint64_t Digest = 0;
  int Process = -1;
  int Requests = -1; ///< write end
  int Answers = -1;  ///< read end
};

} // namespace nplus1
