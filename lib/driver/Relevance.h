//===- Relevance.h - Which further units may hold findings ----------------===//
//
//   units that see an ORM ──▶ facts ──▶ functions that query ──▶ their headers
//            ▲                  │                                    │
//            ├──────────────────┼── units that include them ◀────────┘
//            │                  │   or declare the functions themselves
//            │                  ▼
//            ├── units that may implement a method further, if a virtual call of
//            │      it may query: were there many, it would say nothing
//            │                  ▼
//            │      functions without a body that findings depend on
//            │                  ▼
//            └── units that include their headers and may define them
//
// What is left at the fixpoint neither sees an ORM nor the declaration of a
// function that, through any number of calls, runs a query; and it defines nothing
// that such a query, the rows of its loop or its conditions come out of.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "driver/UnitAnalysis.h"
#include "driver/UnitScan.h"
#include "summary/MissingCode.h"

#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/DenseSet.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/ADT/StringMap.h"

namespace nplus1 {

/// Says which units to analyse, in rounds.
class RelevantUnits {
public:
  /// \p Scans are what is known of each unit. \p Profiles must outlive this.
  RelevantUnits(std::vector<std::optional<UnitFiles>> Scans, std::span<const Profile> Profiles);

  /// The units that see an ORM, and those that no scan could judge.
  std::vector<size_t> first();

  /// The units that \p Outcomes, one for each unit, make relevant in addition.
  /// None: everything that is left is irrelevant. Outcomes are as before afterwards.
  std::vector<size_t> next(std::span<UnitOutcome> Outcomes);

private:
  struct UnitState {
    llvm::DenseSet<unsigned> Files;
    DefinedNames Defines;
    bool UsesOrm = false;
    bool Taken = false;
  };

  /// Files are compared without symbolic links and dots.
  unsigned idOf(llvm::StringRef Path);
  /// What a file of an unparsed unit may define.
  const DefinedNames &definedIn(unsigned File);
  std::vector<size_t> take(llvm::function_ref<bool(const UnitState &)> Wanted);
  std::vector<size_t> thatImplement(const Program &Known, std::span<const UnitOutcome> Outcomes);
  /// The files that parsed units read.
  llvm::DenseSet<unsigned> parsed(std::span<const UnitOutcome> Outcomes);
  std::vector<size_t> thatCall(const Program &Known, std::span<const UnitOutcome> Outcomes);
  std::vector<size_t> thatSupply(const MissingCode &Missing, std::span<const UnitOutcome> Outcomes);

  std::span<const Profile> Profiles;
  std::vector<UnitState> Units;
  llvm::StringMap<unsigned> IdByPath, IdByRealPath;
  std::vector<std::string> PathById;
  llvm::DenseMap<unsigned, DefinedNames> InFiles;
};

} // namespace nplus1
