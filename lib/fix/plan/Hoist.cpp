#include "fix/plan/Hoist.h"

#include "fix/plan/LoopRows.h"
#include "fix/plan/LoopSafety.h"
#include "fix/plan/Statements.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/Regex.h"

namespace nplus1 {

namespace {

/// The local of the loop's body that holds what \p Query returned, if that is all
/// it ever holds; null if there is none.
const Variable *holderOf(const FunctionFacts &F, const Loop &L, const Event &Query) {
  for (const Variable &Local : F.Variables)
    if (Local.Initializer.isValid() && Local.Initializer.File == Query.Where.File &&
        Local.Initializer.Offset == Query.Where.Offset &&
        Local.Initializer.Length == Query.Where.Length && Local.Statement.isValid() &&
        !Local.Statement.InMacro && !Local.Reassigned && Local.Statement.Offset >= L.Body.Offset &&
        Local.Statement.end() <= L.Body.end())
      return &Local;
  return nullptr;
}

/// Whether \p Rest, the code behind an object, only reads a member or calls an
/// accessor of it.
bool onlyReads(llvm::StringRef Rest) {
  static const llvm::Regex Accessor(
      R"(^[[:space:]]*(->|\.)[[:space:]]*[A-Za-z_][A-Za-z_0-9]*[[:space:]]*(\([[:space:]]*\))?[[:space:]]*)");
  llvm::SmallVector<llvm::StringRef> Parts;
  if (!Accessor.match(Rest, &Parts))
    return false;
  Rest = Rest.drop_front(Parts[0].size());
  bool Assigned = Rest.starts_with("=") && !Rest.starts_with("==");
  bool Stepped = Rest.starts_with("++") || Rest.starts_with("--");
  bool Combined =
      Rest.size() > 1 && Rest[1] == '=' && llvm::StringRef("+-*/%&|^").contains(Rest[0]);
  return !Assigned && !Stepped && !Combined && !Rest.starts_with("(");
}

/// Whether the loop only reads what \p Query returned, so that one object can serve
/// all turns: it is not kept, passed on or changed.
bool onlyReadsResult(PlanContext &C, FunctionId F, const Loop &L, const Event &Query,
                     const Variable *Holder) {
  if (Query.K == Event::Kind::Count)
    return true;
  const std::string Body = C.text(F, L.Body);
  if (!Holder) {
    size_t End = Query.Where.end() - L.Body.Offset;
    return End <= Body.size() && onlyReads(llvm::StringRef(Body).drop_front(End));
  }
  return llvm::all_of(usesOf(Body, C.P.text(F, Holder->Name)), [&](size_t Begin) {
    llvm::StringRef Before = llvm::StringRef(Body).take_front(Begin).rtrim();
    size_t End = Begin + C.P.text(F, Holder->Name).size();
    bool Declared = L.Body.Offset + Begin < Holder->Initializer.Offset;
    bool Tested = Before.ends_with("!") ||
                  (Before.consume_back("(") && Before.rtrim().ends_with("if") && Body[End] == ')');
    return Declared || Tested || onlyReads(llvm::StringRef(Body).drop_front(End));
  });
}

} // namespace

PlanOrReason planHoist(PlanContext &C, const LinkedFinding &Found) {
  const Access &A = Found.Accesses.front();
  FunctionId F = Found.Root.Function;
  const FunctionFacts &Facts = C.P.facts(F);
  const Loop &L = C.P.loop(Found.Root);
  const Event &E = C.P.event(A.How.What);
  if (Found.In != F || A.How.What.Function != F)
    return PlanOrReason::no("the loop is in another function than the query");
  if (C.isTemplate(F))
    return PlanOrReason::no("the loop is in a template");
  auto Front = frontOf(C, Found.Root);
  if (!Front)
    return PlanOrReason::no("there is no place for a declaration before the loop");
  if (!E.Where.isValid() || E.Where.InMacro)
    return PlanOrReason::no("the query is written in a macro");
  // Rows that are read one by one are used up by the first turn.
  if (E.K != Event::Kind::Find && E.K != Event::Kind::Count)
    return PlanOrReason::no("what the query returns may be used up by one turn of the loop");
  if (writesInLoop(C.P, Found.Root))
    return PlanOrReason::no("the loop writes to the database, and the query may see it");
  const std::string BodyText = C.text(F, L.Body);
  llvm::StringRef Body(BodyText);
  for (const char *TakesAway : {"delete ", "move(", "release(", "deleteLater("})
    if (Body.contains(TakesAway))
      return PlanOrReason::no("the loop may give away or destroy what the query returned");

  std::string Query = C.text(F, E.Where);
  std::string Row = L.Variable ? C.P.text(F, L.Variable) : std::string();
  if (!visibleAt(C, Found.Root, *Front, Query) ||
      (!Row.empty() && freeIdentifiers(Query).count(Row)))
    return PlanOrReason::no("the query names a variable of the loop");

  FixPlan Plan;
  Plan.Change.Shape = "hoist";
  Plan.Change.Title = "run the query once, before the loop";
  Plan.Change.Safety =
      surelyHasRows(C, Found.Root) && Front->RunsWithLoop ? FixSafety::Safe : FixSafety::Unsafe;
  if (Plan.Change.Safety == FixSafety::Unsafe)
    Plan.Change.Why = "where the loop has no rows, the query runs all the same";
  const Variable *Holder = holderOf(Facts, L, E);
  const bool OnlyRead = onlyReadsResult(C, F, L, E, Holder);
  if (!OnlyRead) {
    Plan.Change.Safety = FixSafety::Unsafe;
    Plan.Change.Why = "the loop may keep or change what the query returned, and every turn would "
                      "share one object";
  }
  if (Holder) {
    std::string Comment;
    auto Removed = removedStatement(C, F, Holder->Statement, &Comment);
    if (!Removed)
      return PlanOrReason::no("the variable that holds the result cannot be moved");
    Plan.Change.Edits = Front->edits(C, Found.Root, Comment + C.text(F, Holder->Statement) + "\n");
    Plan.Change.Edits.push_back(std::move(*Removed));
  } else if (removedStatement(C, F, E.Where)) {
    return PlanOrReason::no("nothing uses what the query returns");
  } else {
    std::string Base = E.K == Event::Kind::Count ? "count" : lowerFirst(C.P.text(F, E.Entity));
    std::string Name = C.freeName({F}, {Base, Base.empty() ? "result" : Base + "Row"}, {});
    C.reserve({F}, {Name});
    Plan.Change.Edits = Front->edits(
        C, Found.Root, (OnlyRead ? "const auto " : "auto ") + Name + " = " + Query + ";\n");
    Plan.Change.Edits.push_back({C.P.text(F, E.Where.File), E.Where.Offset, E.Where.Length, Name});
  }
  Plan.QueriesSaved = 1;
  return {std::move(Plan), {}};
}

} // namespace nplus1
