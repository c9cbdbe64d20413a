//===- Sources.h - Where the rows of a loop come from ---------------------===//
#pragma once

#include "summary/Effects.h"

namespace nplus1 {

/// One place that the rows of a container may come from, with the eager loads
/// seen on the way.
struct RowSource {
  enum class Kind {
    Query,   ///< the Rows event Query
    Loaded,  ///< a relation's rows, or rows found by key: event Query
    Written, ///< written out in the program
    Unknown, ///< could not be followed
  };
  Kind K = Kind::Unknown;
  /// Not valid where the query was only built (see Built).
  EventRef Query;
  /// Prefetch events that apply to these rows.
  std::vector<EventRef> Prefetches;
  /// A query was built on the way, whoever runs it.
  bool Built = false;
  /// The rows are cut to so many; 0 if not.
  uint32_t Limit = 0;
  /// The expressions that the query value went through, from the query to the
  /// container: calls that returned it. For edits and for the trace.
  std::vector<EventRef> Through;
  /// The term of the query itself.
  TermId At = 0;
};

/// All the sources of \p Container, a term of function \p In: through locals,
/// parameters (all known callers), results and members. A container with a way
/// that could not be followed has an Unknown source among them.
class SourceFinder {
public:
  SourceFinder(const Program &P, Terms &T) : P(P), T(T) {}
  std::vector<RowSource> of(FunctionId In, TermId Container);

private:
  struct State;
  void follow(FunctionId In, TermId Container, RowSource SoFar, State &S);
  const Program &P;
  Terms &T;
};

/// Whether \p Prefetch loads \p Path ("author", "author.publisher").
bool covers(const Program &P, EventRef Prefetch, llvm::StringRef Path);

} // namespace nplus1
