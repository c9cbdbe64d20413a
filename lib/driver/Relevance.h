//===- Relevance.h - Which further units may hold findings ----------------===//
//
//   units that see an ORM ──▶ facts ──▶ functions that query ──▶ their headers
//            ▲                                                       │
//            └────────────── units that include them ◀───────────────┘
//
// What is left at the fixpoint neither sees an ORM nor the declaration of a
// function that, through any number of calls, runs a query.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "driver/UnitAnalysis.h"
#include "driver/UnitScan.h"

#include "llvm/ADT/DenseSet.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/ADT/StringSet.h"

namespace nplus1 {

/// The headers that declare functions which may run a query, load a relation or
/// return rows, according to the units analysed so far.
llvm::StringSet<> queryingHeaders(std::span<const UnitOutcome> Outcomes);

/// Says which units to analyse, in rounds.
class RelevantUnits {
public:
  /// \p Scans are what is known of each unit.
  explicit RelevantUnits(std::vector<std::optional<UnitFiles>> Scans);

  /// The units that see an ORM, and those that no scan could judge.
  std::vector<size_t> first();

  /// The units that \p Outcomes, one for each unit, make relevant in addition.
  /// None: everything that is left is irrelevant.
  std::vector<size_t> next(std::span<const UnitOutcome> Outcomes);

private:
  /// Files are compared without symbolic links and dots.
  unsigned idOf(llvm::StringRef Path);

  struct UnitState {
    llvm::DenseSet<unsigned> Files;
    bool UsesOrm = false;
    bool Taken = false;
  };
  std::vector<UnitState> Units;
  llvm::StringMap<unsigned> IdByPath, IdByRealPath;
};

} // namespace nplus1
