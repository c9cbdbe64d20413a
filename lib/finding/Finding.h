//===- Finding.h - What nplus1 reports, as a value ------------------------===//
//
// One Finding feeds every report format, the language server and the tests.
// It knows nothing of Clang. The JSON names of its members are those of
// schema 1 in docs/json.md.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "support/SourceRange.h"

#include <optional>
#include <string>
#include <vector>

namespace nplus1 {

/// How sure a finding is.
enum class Confidence {
  Possible, ///< shown only on request
  Likely,   ///< conditional, or through one assumption that the message names
  Certain,  ///< runs on every iteration, nothing opaque on its path
};

/// Whether a fix may be applied unasked.
enum class FixSafety {
  Manual, ///< not applied; Title and Why say what to write and why
  Unsafe, ///< applied only with --unsafe; Why says what may change
  Safe,
};

/// One replacement of bytes in one file.
struct Edit {
  std::string File; ///< absolute path
  uint32_t Offset = 0;
  uint32_t Length = 0; ///< 0 inserts
  std::string Text;

  auto operator<=>(const Edit &) const = default;
};

/// What to change so that a finding goes away: all of Edits or none.
struct Fix {
  FixSafety Safety = FixSafety::Manual;
  /// append-to-query, load-on-collection, identity-map-batch, map-lookup,
  /// hoist, remove or none.
  std::string Shape = "none";
  /// What the fix does, in one line.
  std::string Title;
  /// Why it is not Safe, or the code to write by hand. Empty if Safe.
  std::string Why;
  std::vector<Edit> Edits;
};

/// One step on the way from the loop to the query.
struct TraceStep {
  SourcePoint At;
  std::string Message;
};

/// Queries as a formula over N, the number of rows, and K, the number of types.
struct QueryCost {
  std::string Before; ///< e.g. "1 + 2N"
  std::string After;  ///< e.g. "3"; empty if no fix is known
  /// Queries per row, for sorting: the costliest finding comes first.
  unsigned PerRow = 1;
};

/// What a baseline, or the comparison with a revision, says of a finding.
enum class BaselineState {
  None, ///< nothing to compare with
  New,
  Known, ///< was there before; nobody has to act on it now
};

struct Finding {
  std::string Rule; ///< an id of the rule catalogue
  Confidence Level = Confidence::Certain;
  std::string Orm;     ///< the profile's name
  std::string Message; ///< problem and cost; lower case, no full stop
  /// The expression inside the loop body through which the query happens.
  SourceRange Location;
  SourcePoint Loop;
  SourcePoint Source;  ///< the row source; invalid if it is not known
  std::string Element; ///< unqualified class name of a row
  /// Relations crossed from the element, "[]" after a to-many step.
  std::vector<std::string> Path;
  /// Unqualified names of the classes a generic key may point at.
  std::vector<std::string> Types;
  QueryCost Queries;
  std::vector<TraceStep> Trace;
  std::optional<Fix> Remedy;
  bool Suppressed = false;
  std::string Fingerprint;

  // The rest is not part of the JSON schema.

  /// USR of the function around the loop; empty if there is none.
  std::string Function;
  /// That function from its name to its closing brace; a suppression at its
  /// first line covers it. May be invalid.
  SourceRange FunctionRange;
  /// The loop's header as written, up to the body. May be invalid.
  SourceRange LoopHeader;
  /// A fingerprint without the file's name and without ordinal, for code that
  /// moved to another file. Several findings may share it.
  std::string MovedFingerprint;
  BaselineState State = BaselineState::None;
  /// The text behind the suppression comment; empty if none was given.
  std::string SuppressionReason;

  /// Whether somebody has to act on it: it counts for the exit status.
  bool isActive() const { return !Suppressed && State != BaselineState::Known; }
};

/// What a run looked at, so that no finding means something.
struct Coverage {
  unsigned Units = 0;
  unsigned Analysed = 0;
  unsigned Irrelevant = 0; ///< never parsed: no ORM in sight
  unsigned Partial = 0;    ///< analysed in spite of errors
  unsigned Failed = 0;
  unsigned LoopsChecked = 0;
  unsigned LoopsOpaque = 0;
};

/// Something that kept a unit from being judged.
struct UnitError {
  std::string File;
  std::string Message;
};

/// Something about the run that is no finding: an unneeded suppression, a stale
/// entry of the baseline.
struct RunNote {
  SourcePoint At; ///< may have a file only
  std::string Message;
  std::optional<Fix> Remedy;
};

/// Everything that a run has to say. Findings are sorted: costliest first,
/// then by place.
struct Report {
  std::vector<Finding> Findings;
  Coverage Seen;
  std::vector<UnitError> Errors;
  std::vector<RunNote> Notes;
};

} // namespace nplus1
