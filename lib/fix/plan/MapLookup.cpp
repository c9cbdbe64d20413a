#include "fix/plan/MapLookup.h"

#include "fix/plan/LoopRows.h"
#include "fix/plan/LoopSafety.h"
#include "fix/plan/MapLookupPlanner.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

#include <algorithm>

namespace nplus1 {

PlanOrReason MapLookupPlanner::run() {
  if (!checkLoop() || !buildTree())
    return PlanOrReason::no(WhyNot);
  bool Reachable = findHelpers();
  nameBatches();
  if (!Reachable)
    return byHand();
  if (!writeStatements())
    return PlanOrReason::no(WhyNot);
  if (!rewriteAccesses() || !passBatches() || !captureBatches())
    return byHand();
  return finish();
}

PlanOrReason MapLookupPlanner::byHand() {
  std::string Why = WhyNot;
  if (Statements.empty() && !writeStatements())
    return PlanOrReason::no(Why);
  std::string Code;
  for (const std::string &Statement : Statements)
    Code += (Code.empty() ? "" : " ") + Statement;
  for (size_t N = 0; N < Nodes.size(); ++N)
    Code += (N == 0 ? " and in the loop " : ", ") + lookupByHand(N);
  // One line, whatever the statements have.
  std::string Line;
  for (char Ch : Code)
    if (!llvm::isSpace(Ch) || (!Line.empty() && Line.back() != ' '))
      Line += llvm::isSpace(Ch) ? ' ' : Ch;
  return PlanOrReason::no(std::move(Why), std::move(Line));
}

std::string MapLookupPlanner::lookupByHand(size_t N) {
  const Access &A = *Nodes[N].Accesses.front();
  const Event &E = C.P.event(A.How.What);
  FunctionId In = A.How.What.Function;
  std::string Key = "key";
  if (const Role *R = C.P.roleOf(A.How.What); R && E.K == Event::Kind::Load)
    Key = filled(R->KeyText, {{"object", C.text(In, E.ReceiverPlace)},
                              {"access", E.ReceiverArrow ? "->" : "."},
                              {"name", C.P.text(In, E.Method)}});
  else if (auto At = keyPlace(A))
    Key = C.text(In, *At);
  return filled(Nodes[N].Generic ? Template.GenericExpression : Template.Expression,
                {{"batch", Names[N]},
                 {"entity", Nodes[N].Entity},
                 {"key", Key},
                 {", row", rowArgument(N, A)}});
}

bool MapLookupPlanner::no(std::string Why) {
  WhyNot = std::move(Why);
  return false;
}

bool MapLookupPlanner::checkLoop() {
  if (Findings.front()->In != Root.Function)
    return no("the loop is in another function than its body");
  if (C.isTemplate(Root.Function))
    return no("the loop is in a template");
  if (!frontOf(C, Root))
    return no("nothing that the loop uses can be declared before it");
  if (rangeText(C, Root).empty())
    return no("what the loop runs over is not written where it could be named");
  if (runsOverPartOfRow(C, Root))
    return no("the loop runs over a list in each row of another loop, and would make a batch for "
              "each of these rows");
  return true;
}

bool MapLookupPlanner::buildTree() {
  Nodes = loadTree(C, Findings, WhyNot);
  return !Nodes.empty();
}

size_t MapLookupPlanner::batchOf(size_t N) const {
  if (!Nodes[N].Generic)
    return N;
  for (size_t I = 0; I < Nodes.size(); ++I)
    if (Nodes[I].Generic)
      return I;
  return N;
}

/// "getDepartment" -> "department".
static std::string withoutGet(const std::string &Name) {
  bool Gets = Name.size() > 3 && Name.rfind("get", 0) == 0 && std::isupper(Name[3]);
  return Gets ? lowerFirst(Name.substr(3)) : Name;
}

void MapLookupPlanner::nameBatches() {
  std::set<std::string> Taken;
  Names.resize(Nodes.size());
  for (size_t N = 0; N < Nodes.size(); ++N) {
    if (batchOf(N) != N) {
      Names[N] = Names[batchOf(N)];
      continue;
    }
    const LoadNode &Node = Nodes[N];
    std::vector<std::string> Wanted;
    const Event &E = C.P.event(Node.Accesses.front()->How.What);
    if (Node.Generic)
      Wanted = {"targets", "relatedRows"};
    else if (E.K == Event::Kind::Load)
      Wanted = {plural(withoutGet(Node.Relation))};
    else if (std::string Base = withoutKeySuffix(Node.Relation); !Base.empty())
      Wanted = {plural(Base)};
    Wanted.push_back(plural(lowerFirst(Node.EntityName)));
    Wanted.push_back(lowerFirst(Node.EntityName) + "Batch");
    Names[N] = C.freeName(Involved, Wanted, Taken);
    Taken.insert(Names[N]);
  }
  TakenNames = std::move(Taken);
}

PlanOrReason MapLookupPlanner::finish() {
  if (changesRows(C, Root) || changesKeys(C, Root, ReadTexts))
    return PlanOrReason::no("the loop changes the rows that it runs over");
  FixPlan Plan;
  Plan.Change.Shape = Template.Shape;
  gradeFinders();
  gradePlan(Plan);
  if (Plan.Change.Safety == FixSafety::Safe && !Template.UnsafeWhy.empty()) {
    Plan.Change.Safety = FixSafety::Unsafe;
    Plan.Change.Why = Template.UnsafeWhy;
  }
  std::string List;
  for (const LoadNode &Node : Nodes)
    List += (List.empty() ? "" : ", ") + Node.EntityName;
  Plan.Change.Title = Nodes.size() == 1 ? "load every " + List + " of the loop with one query"
                                        : "load " + List + " of the loop with one query each";
  std::string Before;
  for (const std::string &Statement : Statements)
    Before += Statement + "\n";
  Plan.Change.Edits = Front.edits(C, Root, Before);
  mergePieces(Plan.Change.Edits);
  for (const std::string &Header : Template.Includes)
    Plan.Headers.push_back({C.P.text(Root.Function, Loop.Where.File), Header});
  if (Before.find("std::pair(") != std::string::npos)
    Plan.Headers.push_back({C.P.text(Root.Function, Loop.Where.File), "<utility>"});
  Plan.QueriesSaved = Nodes.size();
  // Another loop of the same function gets other names.
  C.reserve(Involved, TakenNames);
  return {std::move(Plan), {}, {}};
}

PlanOrReason planMapLookup(PlanContext &C, const std::vector<const LinkedFinding *> &Findings,
                           const FixTemplate &Template) {
  return MapLookupPlanner(C, Findings, Template).run();
}

} // namespace nplus1
