#include "fix/Verify.h"

#include "fix/Formatting.h"

#include "llvm/ADT/STLExtras.h"

#include <algorithm>

namespace nplus1 {

namespace {

EditedFiles compose(llvm::ArrayRef<ResolvedPlan> Resolved, llvm::ArrayRef<size_t> Accepted,
                    const FileTable &Table) {
  EditedFiles Files;
  for (const auto &[Path, Edits] : editsOf(Resolved, Accepted)) {
    EditedFile File = applyFormatted(Table.get(Path), Edits.joined(), Table.fileSystem());
    if (File.Before != File.After)
      Files.push_back(std::move(File));
  }
  return Files;
}

/// One round of verification over a set of plans that go together.
class Round {
public:
  Round(llvm::ArrayRef<ResolvedPlan> Resolved, llvm::ArrayRef<FixPlan> Plans,
        llvm::ArrayRef<size_t> Accepted, const FileTable &Table, const VerifyCallback &Verify)
      : Resolved(Resolved), Plans(Plans), Accepted(Accepted), Table(Table), Verify(Verify) {}

  /// The plans to take out because of \p Result; empty if it asks for none.
  std::vector<Withdrawal> judge(const VerifyResult &Result) const {
    std::vector<Withdrawal> Blamed = leftFindings(Result);
    if (!Blamed.empty())
      return Blamed;
    const VerifyFailure *First = nullptr;
    for (const VerifyFailure &Failure : Result.Failures)
      if (Failure.Findings.empty() && (!First || Failure.Unit < First->Unit))
        First = &Failure;
    return First ? breakers(*First) : Blamed;
  }

private:
  std::vector<Withdrawal> leftFindings(const VerifyResult &Result) const {
    std::vector<Withdrawal> Blamed;
    for (size_t Plan : Accepted)
      for (const VerifyFailure &Failure : Result.Failures) {
        bool IsLeft = llvm::any_of(Failure.Findings, [&](size_t Finding) {
          return llvm::is_contained(Plans[Plan].Findings, Finding);
        });
        if (!IsLeft)
          continue;
        Blamed.push_back({Plan, Failure.Unit + ": " + Failure.Reason});
        break;
      }
    return Blamed;
  }

  std::vector<size_t> suspectsOf(const VerifyFailure &Failure) const {
    std::vector<size_t> Suspects;
    for (const ResolvedPlan &Plan : Resolved) {
      bool Touches = llvm::any_of(Plan.Changes, [&](const auto &Change) {
        return llvm::is_contained(Failure.Files, Change.first);
      });
      if (Touches && llvm::is_contained(Accepted, Plan.Plan))
        Suspects.push_back(Plan.Plan);
    }
    return Suspects.empty() ? Accepted.vec() : Suspects;
  }

  /// Whether the unit still fails with only the first \p Count of the suspects
  /// (and everything that is not suspected) applied.
  bool failsWith(size_t Count, llvm::ArrayRef<size_t> Suspects, llvm::StringRef Unit) const {
    llvm::ArrayRef<size_t> Out = Suspects.drop_front(Count);
    std::vector<size_t> In;
    llvm::copy_if(Accepted, std::back_inserter(In),
                  [&](size_t Plan) { return !llvm::is_contained(Out, Plan); });
    VerifyResult Result = Verify(compose(Resolved, In, Table), In);
    return llvm::any_of(Result.Failures, [&](const VerifyFailure &Failure) {
      return Failure.Findings.empty() && Failure.Unit == Unit;
    });
  }

  /// The plan with which the unit turns from good to bad, found by halving; all
  /// suspects if it is bad without any of them.
  std::vector<Withdrawal> breakers(const VerifyFailure &Failure) const {
    std::vector<size_t> Suspects = suspectsOf(Failure);
    std::string Reason = Failure.Unit + ": " + Failure.Reason;
    if (Suspects.size() > 1 && failsWith(0, Suspects, Failure.Unit)) {
      std::vector<Withdrawal> All;
      for (size_t Plan : Suspects)
        All.push_back({Plan, Reason});
      return All;
    }
    size_t Good = 0, Bad = Suspects.size();
    while (Bad - Good > 1) {
      size_t Middle = Good + (Bad - Good) / 2;
      (failsWith(Middle, Suspects, Failure.Unit) ? Bad : Good) = Middle;
    }
    return {{Suspects[Bad - 1], Reason}};
  }

  llvm::ArrayRef<ResolvedPlan> Resolved;
  llvm::ArrayRef<FixPlan> Plans;
  llvm::ArrayRef<size_t> Accepted;
  const FileTable &Table;
  const VerifyCallback &Verify;
};

} // namespace

SettledPlans settlePlans(std::vector<ResolvedPlan> Resolved, llvm::ArrayRef<FixPlan> Plans,
                         const FileTable &Table, const VerifyCallback &Verify) {
  SettledPlans Settled;
  while (true) {
    Settled.Merged = mergePlans(Resolved);
    Settled.Files = compose(Resolved, Settled.Merged.Accepted, Table);
    if (!Verify || Settled.Files.empty())
      return Settled;
    Round Now(Resolved, Plans, Settled.Merged.Accepted, Table, Verify);
    std::vector<Withdrawal> Blamed = Now.judge(Verify(Settled.Files, Settled.Merged.Accepted));
    if (Blamed.empty())
      return Settled;
    for (Withdrawal &Gone : Blamed) {
      llvm::erase_if(Resolved, [&](const ResolvedPlan &Plan) { return Plan.Plan == Gone.Plan; });
      Settled.Withdrawn.push_back(std::move(Gone));
    }
  }
}

} // namespace nplus1
