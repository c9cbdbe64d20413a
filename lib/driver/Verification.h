//===- Verification.h - Kept results, compared with computed ones ---------===//
//
// What --cache-verify does: what is kept is computed all the same, and the units for
// which it differs are named.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "driver/UnitAnalysis.h"
#include "driver/UnitScan.h"

#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/DenseSet.h"

#include <functional>
#include <span>

namespace nplus1 {

class Verification {
public:
  /// \p Differs is told of each unit with different results, once; empty: nothing is to be
  /// verified. Both outlive this.
  Verification(std::span<const CompileUnit> Units,
               const std::function<void(const CompileUnit &)> &Differs)
      : Units(Units), Differs(Differs) {}

  /// Whether anything is to be verified. If not, the others do nothing.
  explicit operator bool() const { return bool(Differs); }

  /// What is kept of unit \p Unit, to be compared with what is computed next.
  template <class Result> void expect(size_t Unit, const Result &Kept) {
    if (Differs)
      Expected[Unit] = said(Kept);
  }
  template <class Result> void compare(size_t Unit, const Result &Computed) {
    if (Differs)
      compareText(Unit, said(Computed));
  }

  void differs(size_t Unit);

private:
  std::span<const CompileUnit> Units;
  const std::function<void(const CompileUnit &)> &Differs;
  llvm::DenseMap<size_t, std::string> Expected;
  llvm::DenseSet<size_t> Told;

  // Two runs may look at different paths on the way to the same answer.
  static std::string said(UnitFiles Files);
  static std::string said(UnitOutcome Outcome);
  void compareText(size_t Unit, llvm::StringRef Computed);
};

} // namespace nplus1
