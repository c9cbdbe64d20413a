#include "fix/plan/IdentityMapBatch.h"

#include "fix/plan/LoopRows.h"
#include "fix/plan/LoopSafety.h"
#include "fix/plan/LoopTexts.h"
#include "fix/plan/RowSession.h"
#include "fix/plan/Spelling.h"

#include "llvm/ADT/StringRef.h"

#include <algorithm>

namespace nplus1 {

namespace {

class IdentityMapPlanner {
public:
  IdentityMapPlanner(PlanContext &C, const std::vector<const LinkedFinding *> &Findings,
          const FixTemplate &Template)
      : C(C), Findings(Findings), Template(Template), Root(Findings.front()->Root),
        Loop(C.P.loop(Root)) {}

  PlanOrReason run() {
    if (!checkLoop())
      return PlanOrReason::no(WhyNot);
    for (const LinkedFinding *Found : Findings)
      for (const Access &A : Found->Accesses)
        if (!addRelation(A))
          return PlanOrReason::no(WhyNot);
    if (Relations.empty())
      return PlanOrReason::no("the relation is not one of the row");
    // The wrap is written into the header: what is visible at the loop will do.
    LoopFront Here;
    Here.Offset = Loop.Where.Offset;
    std::string Context = sessionOfRows(C, *Findings.front(), Here);
    if (llvm::StringRef(Template.Expression).contains("{context}") && Context.empty())
      return PlanOrReason::no("the session of the rows has no name at the loop");
    return finish(Context);
  }

private:
  bool no(std::string Why) {
    WhyNot = std::move(Why);
    return false;
  }

  bool checkLoop() {
    if (Findings.front()->In != Root.Function)
      return no("the loop is in another function than its body");
    if (Loop.K != nplus1::Loop::Kind::RangeFor)
      return no("only the range of a range-based for can be wrapped");
    if (C.isTemplate(Root.Function))
      return no("the loop is in a template");
    if (!Loop.RangePlace.isValid() || Loop.RangePlace.InMacro)
      return no("what the loop runs over is not written where it could be changed");
    if (changesRows(C, Root))
      return no("the loop changes the rows that it runs over");
    if (!Template.NeedsScope.empty() && !hasScope())
      return no("no " + Template.NeedsScope + " is declared before the loop");
    return true;
  }

  /// An object of the wanted class is declared in front of the loop, in a block
  /// that is still open there.
  bool hasScope() {
    llvm::StringRef Class = llvm::StringRef(Template.NeedsScope).rsplit("::").second;
    for (const Variable &Local : C.P.facts(Root.Function).Variables) {
      llvm::StringRef Type = C.P.text(Root.Function, Local.TypeText);
      if (!(Type == Class || Type.ends_with("::" + Class.str())) ||
          Local.Declaration.Offset > Loop.Where.Offset)
        continue;
      int Depth = 0;
      bool Closed = false;
      for (char At : C.textAt(C.P.text(Root.Function, Loop.Where.File), Local.Declaration.Offset,
                              Loop.Where.Offset - Local.Declaration.Offset)) {
        Depth += At == '{' ? 1 : (At == '}' ? -1 : 0);
        Closed |= Depth < 0;
      }
      if (!Closed)
        return true;
    }
    return false;
  }

  bool addRelation(const Access &A) {
    const Event &E = C.P.event(A.How.What);
    FunctionId In = A.How.What.Function;
    if (E.K != Event::Kind::Load || E.ToMany || !E.EntityText)
      return no("one of the queries does not load a single row by its key");
    const Role *R = C.P.roleOf(A.How.What);
    if (A.Path.empty() && R && R->RowsAreLoaded)
      return true; // the row itself is read on the way
    if (A.Path.empty())
      return no("the relation is not one of the row");
    if (A.Path.size() > 1)
      return no("'" + A.Path.back().Name + "' is more than one step away from the row");
    std::string Text = C.text(In, E.ReceiverPlace);
    if (E.ReceiverPlace.InMacro || Text.empty())
      return no("the relation is written in a macro");
    auto Named = atLoop(C, A, A.How.Chain.size() - 1, std::move(Text));
    if (Named)
      Named = inTermsOfRow(C, Root, *Named);
    if (!Named)
      return no("the relation cannot be written for a row alone");
    Conditional |= isConditional(C, A);
    std::pair<std::string, std::string> Item(C.P.text(In, E.EntityText), *Named);
    if (std::find(Relations.begin(), Relations.end(), Item) == Relations.end())
      Relations.push_back(std::move(Item));
    return true;
  }

  PlanOrReason finish(const std::string &Context) {
    std::string Types, Keys, Names;
    for (const auto &[Entity, Relation] : Relations) {
      Types += (Types.empty() ? "" : ", ") + Entity;
      Keys += (Keys.empty() ? "" : Template.PathJoin) +
              filled(Template.PathItem, {{"element", rowName(C, Root)}, {"key", Relation}});
    }
    for (const LinkedFinding *Found : Findings)
      for (const std::string &Step : Found->What.Path)
        Names += (Names.empty() ? "'" : ", '") + Step + "'";
    FixPlan Plan;
    Plan.Change.Shape = Template.Shape;
    Plan.Change.Safety = FixSafety::Safe;
    Plan.Change.Title = "load " + Names + " of all rows when the loop begins";
    auto Unsafe = [&](std::string Why) {
      Plan.Change.Safety = FixSafety::Unsafe;
      Plan.Change.Why = std::move(Why);
    };
    if (!Template.UnsafeWhy.empty())
      Unsafe(Template.UnsafeWhy);
    if (Conditional)
      Unsafe("the loop needs the relation for some rows only, and where no row does, one query "
             "runs for nothing");
    if (writesInLoop(C.P, Root))
      Unsafe("the loop writes to the database, and what was loaded before a write is not loaded "
             "again after it");
    std::string Range =
        filled(Template.Expression, {{"types", Types},
                                     {"context", Context},
                                     {"rows", C.text(Root.Function, Loop.RangePlace)},
                                     {"keys", Keys}});
    const std::string &File = C.P.text(Root.Function, Loop.RangePlace.File);
    Plan.Change.Edits = {{File, Loop.RangePlace.Offset, Loop.RangePlace.Length,
                          spelledAsAround(C, Root, std::move(Range))}};
    for (const std::string &Header : Template.Includes)
      Plan.Headers.push_back({File, Header});
    Plan.QueriesSaved = Relations.size();
    return {std::move(Plan), {}};
  }

  PlanContext &C;
  const std::vector<const LinkedFinding *> &Findings;
  const FixTemplate &Template;
  LoopRef Root;
  const nplus1::Loop &Loop;
  std::string WhyNot;
  /// Class of the related rows, and the reference to them as read from a row.
  std::vector<std::pair<std::string, std::string>> Relations;
  bool Conditional = false;
};

} // namespace

PlanOrReason planIdentityMapBatch(PlanContext &C,
                                  const std::vector<const LinkedFinding *> &Findings,
                                  const FixTemplate &Template) {
  return IdentityMapPlanner(C, Findings, Template).run();
}

} // namespace nplus1
