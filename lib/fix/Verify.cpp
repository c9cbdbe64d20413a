#include "fix/Verify.h"

#include "fix/Formatting.h"
#include "fix/SourceText.h"

#include "llvm/ADT/STLExtras.h"

#include <algorithm>
#include <set>
#include <tuple>

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
        llvm::ArrayRef<size_t> Accepted, const EditedFiles &Files, const FileTable &Table,
        const VerifyCallback &Verify)
      : Resolved(Resolved), Plans(Plans), Accepted(Accepted), Files(Files), Table(Table),
        Verify(Verify) {}

  /// The plans to take out because of \p Result; empty if it asks for none.
  std::vector<Withdrawal> judge(const VerifyResult &Result) const {
    std::vector<Withdrawal> Blamed = leftFindings(Result);
    if (!Blamed.empty())
      return Blamed;
    std::vector<const VerifyFailure *> Failures;
    for (const VerifyFailure &Failure : Result.Failures)
      if (Failure.Findings.empty())
        Failures.push_back(&Failure);
    llvm::sort(Failures, [](const auto *A, const auto *B) {
      return std::tie(A->Unit, A) < std::tie(B->Unit, B);
    });
    for (const VerifyFailure *Failure : Failures) {
      // One plan may break several units: whether it was to blame for this one, too,
      // is seen when it is gone.
      std::vector<size_t> Suspects = suspectsOf(*Failure);
      bool MayBeMended = llvm::any_of(
          Blamed, [&](const Withdrawal &Gone) { return llvm::is_contained(Suspects, Gone.Plan); });
      if (!MayBeMended)
        llvm::append_range(Blamed, breakers(*Failure, std::move(Suspects)));
    }
    return Blamed;
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
    VerifyResult Result = Verify(compose(Resolved, In, Table), In, Unit);
    return llvm::any_of(Result.Failures, [&](const VerifyFailure &Failure) {
      return Failure.Findings.empty() && Failure.Unit == Unit;
    });
  }

  /// Those of \p Suspects that have text on the line \p At of an edited file.
  std::vector<size_t> authorsOf(const SourcePoint &At, llvm::ArrayRef<size_t> Suspects) const {
    std::vector<size_t> Authors;
    for (const EditedFile &File : Files) {
      if (File.Path != At.File || At.Offset > File.After.size())
        continue;
      ByteRange Was = bytesBefore(File, {uint32_t(lineStart(File.After, At.Offset)),
                                         uint32_t(lineEnd(File.After, At.Offset))});
      auto IsThere = [&](const TextEdit &Edit) {
        return Edit.Offset <= Was.End && Edit.end() >= Was.Begin;
      };
      for (const ResolvedPlan &Plan : Resolved)
        if (auto Change = Plan.Changes.find(File.Path); Change != Plan.Changes.end())
          if (llvm::is_contained(Suspects, Plan.Plan) &&
              (llvm::any_of(Change->second.Edits, IsThere) ||
               llvm::any_of(Change->second.Includes, IsThere)))
            Authors.push_back(Plan.Plan);
    }
    return Authors;
  }

  /// The plans on whose text an error is, or the code that asked for the template
  /// that it is in, where that is the text of one plan only.
  std::set<size_t> breakersByPlace(const VerifyFailure &Failure,
                                   llvm::ArrayRef<size_t> Suspects) const {
    std::set<size_t> Found;
    for (const std::vector<SourcePoint> &Places : Failure.Errors)
      for (const SourcePoint &At : Places) {
        std::vector<size_t> Authors = authorsOf(At, Suspects);
        if (Authors.size() == 1)
          Found.insert(Authors.front());
        if (!Authors.empty())
          break;
      }
    return Found;
  }

  /// The plans whose text the errors are on. If there is none, the plan with which
  /// the unit turns from good to bad, found by halving; all suspects if it is bad
  /// without any of them.
  std::vector<Withdrawal> breakers(const VerifyFailure &Failure,
                                   std::vector<size_t> Suspects) const {
    std::string Reason = Failure.Unit + ": " + Failure.Reason;
    std::vector<Withdrawal> Gone;
    for (size_t Plan : breakersByPlace(Failure, Suspects))
      Gone.push_back({Plan, Reason});
    if (!Gone.empty())
      return Gone;
    if (Suspects.size() > 1 && failsWith(0, Suspects, Failure.Unit)) {
      for (size_t Plan : Suspects)
        Gone.push_back({Plan, Reason});
      return Gone;
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
  const EditedFiles &Files;
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
    Round Now(Resolved, Plans, Settled.Merged.Accepted, Settled.Files, Table, Verify);
    std::vector<Withdrawal> Blamed = Now.judge(Verify(Settled.Files, Settled.Merged.Accepted, {}));
    if (Blamed.empty())
      return Settled;
    for (Withdrawal &Gone : Blamed) {
      llvm::erase_if(Resolved, [&](const ResolvedPlan &Plan) { return Plan.Plan == Gone.Plan; });
      Settled.Withdrawn.push_back(std::move(Gone));
    }
  }
}

} // namespace nplus1
