//===- Judge.h - Whether an access is worth a word ------------------------===//
//
// A finding means that N rows cost on the order of N queries. Everything here
// is a reason to stay quiet, or to say less. What could not be followed is
// Opaque: silent, and counted.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "finding/Finding.h"
#include "summary/Access.h"

namespace nplus1 {

struct Judgement {
  enum class Verdict { Report, Quiet, Opaque };
  Verdict What = Verdict::Report;
  Confidence Level = Confidence::Certain;
  /// The assumption that makes the finding less than certain.
  std::string Assumption;
  std::vector<RowSource> Sources;
};

class Judge {
public:
  Judge(const Program &P, Terms &T, Effects &E) : P(P), T(T), E(E), Finder(P, T) {}

  /// Judges \p A, which a loop reached by function \p F runs.
  Judgement operator()(FunctionId F, const Access &A);

private:
  bool endsLoop(const Access &A);
  bool runsOnce(const Access &A);
  bool isRemembered(const Access &A);
  bool isSlot(TermId What) const;
  bool contains(TermId Whole, TermId Part) const;
  bool isGuardedOnce(const Access &A);
  bool isForMany(const Access &A) const;
  bool isLoadedOnWay(const Access &A) const;
  bool isLoadedByCall(const Access &A);
  bool isPreloaded(const Access &A);
  bool runsBefore(const FunctionFacts &F, EventId Id, const Access &A) const;
  bool isWayBack(const Access &A) const;
  /// The element itself is dereferenced, and it came loaded out of a query.
  bool isLoadedRow(const Access &A) const;

  const Program &P;
  Terms &T;
  Effects &E;
  SourceFinder Finder;
};

} // namespace nplus1
