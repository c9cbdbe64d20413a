#include "fix/plan/LoopSafety.h"
#include "fix/plan/MapLookupPlanner.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/Regex.h"

namespace nplus1 {

namespace {

/// Whether \p Key is there in every row: the row itself, a member or an accessor of
/// it, and members of these. What is behind a further pointer, an optional or an
/// index may not be there, and a conversion may refuse what it is given. \p OfRelation:
/// the key of a relation, which an accessor reads.
bool isInEveryRow(const Terms &T, const Access &A, bool OfRelation, const std::string &Key) {
  static const llvm::Regex Members(
      R"(^(\(\*[A-Za-z_][A-Za-z_0-9]*\)|[A-Za-z_][A-Za-z_0-9]*)((\.|->)[A-Za-z_][A-Za-z_0-9]*(\(\))?)?(\.[A-Za-z_][A-Za-z_0-9]*)*$)");
  if (!Members.match(Key))
    return false;
  // "id.value()" of a row that is an optional, "ids.front()" of one that is a
  // container: what is called is no accessor.
  if (OfRelation || !llvm::StringRef(Key).contains('('))
    return true;
  Value::Kind K = A.How.Keys.empty() ? Value::Kind::Opaque : T[A.How.Keys.front()].K;
  return K != Value::Kind::Element && K != Value::Kind::ElementOf;
}

} // namespace

void MapLookupPlanner::gradeKey(const Access &A, const std::string &Key) {
  if (isInEveryRow(C.T, A, C.P.event(A.How.What).K == Event::Kind::Load, Key))
    return;
  bool Tried = freeIdentifiers(C.text(Root.Function, Loop.Body)).count("try") != 0;
  if (isConditional(C, A) || !Loop.Exits.empty() || Tried)
    RiskyKey = Key;
}

void MapLookupPlanner::gradePlan(FixPlan &Plan) {
  Plan.Change.Safety = FixSafety::Safe;
  if (writesInLoop(C.P, Root)) {
    Plan.Change.Safety = FixSafety::Unsafe;
    Plan.Change.Why = "the loop writes to the database, and what was loaded before a write is "
                      "not loaded again after it";
  } else if (!RiskyKey.empty()) {
    Plan.Change.Safety = FixSafety::Unsafe;
    Plan.Change.Why = "'" + RiskyKey +
                      "' would be read of every row, also of those that the loop does not look up";
  }
}

} // namespace nplus1
