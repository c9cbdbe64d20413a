//===- FixVerifier.h - Edited units, parsed and linked again --------------===//
#pragma once

#include "driver/Analysis.h"
#include "fix/EditedFile.h"
#include "fix/Verify.h"

#include <map>

namespace nplus1 {

/// What stays of a finding when the lines around it move.
std::string identityOf(const Finding &What);

/// Judges the plans of one analysis. A unit is parsed again only if what it reads has
/// other contents than when it was parsed last.
class FixVerifier {
public:
  /// \p Phase1 shows the files that \p Before was made from. All arguments outlive the
  /// verifier.
  FixVerifier(const Project &Of, const Analysis &Before, llvm::ArrayRef<FixPlan> Plans,
              const Phase1Options &Phase1, ProgressCallback Progress)
      : Of(Of), Before(Before), Plans(Plans), Phase1(Phase1), Progress(Progress) {}

  /// As VerifyCallback.
  VerifyResult verify(const EditedFiles &Files, llvm::ArrayRef<size_t> Applied,
                      llvm::StringRef OnlyUnit);

  /// The analysis of the project with \p Files in place of what they were.
  Analysis analysisWith(const EditedFiles &Files);

private:
  struct Parsed {
    uint64_t Contents = 0; ///< digest of the edited files that it read
    UnitOutcome Outcome;
  };

  const Project &Of;
  const Analysis &Before;
  llvm::ArrayRef<FixPlan> Plans;
  const Phase1Options &Phase1;
  ProgressCallback Progress;
  std::map<size_t, Parsed> Last; ///< by unit
  unsigned Round = 0;

  /// The units that read one of \p Files, of which Last then has the outcomes.
  std::vector<size_t> parse(const EditedFiles &Files, llvm::StringRef OnlyUnit);
  std::vector<std::string> readBy(size_t Unit, const EditedFiles &Files) const;
  void addSurvivors(const Program &After, llvm::ArrayRef<size_t> Applied,
                    VerifyResult &Result) const;
};

} // namespace nplus1
