#include "fix/plan/LoopSafety.h"
#include "fix/plan/LoopTexts.h"
#include "fix/plan/MapLookupPlanner.h"
#include "fix/plan/OwnFinders.h"

#include "summary/rules/SameValue.h"

#include "llvm/ADT/STLExtras.h"

namespace nplus1 {

/// The functions on the way to \p A, in which its keys and tags are written.
static std::set<FunctionId> functionsOnTheWay(const Access &A) {
  std::set<FunctionId> Result{A.Root.Function};
  for (EventRef Step : A.How.Chain)
    Result.insert(Step.Function);
  return Result;
}

/// Whether \p What is the row itself, so that its methods are those of a library.
static bool isRowItself(const Terms &T, TermId What) {
  return T[What].K == Value::Kind::Element || T[What].K == Value::Kind::ElementOf;
}

void MapLookupPlanner::gradeReading(const Access &A, const std::string &Text,
                                    const ReadingScope &Scope, bool OfSomeRows) {
  bool Tried = freeIdentifiers(C.text(Root.Function, Loop.Body)).count("try") != 0;
  Reading What = readingOf(C, Text, Scope);
  ReadTexts.insert(Text);
  if (What == Reading::MayFail)
    MayFail.insert(Text);
  if (What == Reading::MayChange)
    Risk = "'" + Text + "' may do more than read, and is called once more for every row";
  else if (What == Reading::MayFail && (OfSomeRows || !Loop.Exits.empty() || Tried))
    Risk =
        "'" + Text + "' would be read of every row, also of those that the loop does not look up";
}

void MapLookupPlanner::gradeKey(size_t N, const Access &A, const std::string &Row,
                                const std::string &Key) {
  bool OfLoaded = Nodes[N].Parent != NoParent;
  ReadingScope Scope;
  Scope.Around = functionsOnTheWay(A);
  Scope.Row = Row;
  Scope.RowClass =
      OfLoaded ? Nodes[Nodes[N].Parent].EntityName : C.P.text(Root.Function, Loop.Element);
  Scope.RowIsWrapped = !OfLoaded && C.P.event(A.How.What).K != Event::Kind::Load &&
                       !A.How.Keys.empty() && isRowItself(C.T, A.How.Keys.front());
  // A test of the relation itself tells those that have no key, which a batch takes.
  bool OfRelation = C.P.event(A.How.What).K == Event::Kind::Load;
  gradeReading(A, Key, Scope, OfRelation ? isConditional(C, A) : A.conditional());
}

void MapLookupPlanner::gradeTag(const Access &A, const Condition &Case, const std::string &Text) {
  ReadingScope Scope;
  Scope.Around = functionsOnTheWay(A);
  Scope.Row = rowName(C, Root);
  Scope.RowClass = C.P.text(Root.Function, Loop.Element);
  Scope.RowIsWrapped = isRowItself(C.T, Case.What);
  // The tests of the tag itself are made of every row that gets there; not those
  // whether there is one.
  bool OfSomeRows = llvm::any_of(A.If, [&](const Condition &If) {
    bool IsTag = If.K == Guard::Kind::Case || If.K == Guard::Kind::Default;
    bool IsPast = If.Negated && If.Id != None && !C.P.facts(If.Function).Guards[If.Id].Absence;
    return !(IsTag || IsPast) || !isSameValue(C.P, C.T, If.What, Case.What);
  });
  gradeReading(A, Text, Scope, OfSomeRows);
}

void MapLookupPlanner::gradeFinders() {
  for (const LoadNode &Node : Nodes)
    for (const Access *A : Node.Accesses) {
      std::string Owner = Node.Parent == NoParent ? C.P.text(Root.Function, Loop.Element)
                                                  : Nodes[Node.Parent].EntityName;
      if (std::string Own = ownFinderOf(C, *A, Owner); !Own.empty())
        Risk = Own + " is not the plain lookup by key, which is what the batch does instead";
    }
}

void MapLookupPlanner::gradePlan(FixPlan &Plan) {
  Plan.Change.Safety = FixSafety::Safe;
  if (writesInLoop(C.P, Root)) {
    Plan.Change.Safety = FixSafety::Unsafe;
    Plan.Change.Why = "the loop writes to the database, and what was loaded before a write is "
                      "not loaded again after it";
  } else if (!Risk.empty()) {
    Plan.Change.Safety = FixSafety::Unsafe;
    Plan.Change.Why = Risk;
  }
}

} // namespace nplus1
