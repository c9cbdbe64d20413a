#include "fix/plan/LoopRows.h"
#include "fix/plan/LoopTexts.h"
#include "fix/plan/MapLookupPlanner.h"

#include <algorithm>

namespace nplus1 {

bool MapLookupPlanner::nameLoopRows() {
  auto Named = nameRows(C, Root, Involved, TakenNames, WhyNot);
  if (!Named)
    return false;
  Rows = Named->Name;
  if (!Named->Declaration.empty()) {
    Statements.push_back(Named->Declaration);
    add(Root.Function, Loop.RangePlace, Rows);
  }
  return true;
}

bool MapLookupPlanner::writeStatements() {
  if (!nameLoopRows())
    return false;
  for (size_t N = 0; N < Nodes.size(); ++N) {
    if (batchOf(N) != N)
      continue;
    std::string Context;
    if (!contextOf(N, Context))
      return false;
    std::string Text = Nodes[N].Generic ? Template.GenericStatement : Template.Statement;
    if (Context.empty()) // every row brings its own
      for (const char *Optional : {"{context}, ", "{context}"})
        if (size_t At = Text.find(Optional); At != std::string::npos)
          Text.erase(At, strlen(Optional));
    std::vector<std::pair<std::string, std::string>> With{{"batch", Names[N]},
                                                          {"context", Context}};
    if (Nodes[N].Generic) {
      std::string Types, Keys;
      if (!genericParts(Types, Keys))
        return false;
      With.insert(With.end(), {{"rows", Rows}, {"types", Types}, {"keys", Keys}});
    } else {
      std::string Element, Key;
      if (!keyOf(N, Element, Key))
        return false;
      With.insert(
          With.end(),
          {{"rows", rowsOf(N)}, {"element", Element}, {"key", Key}, {"entity", Nodes[N].Entity}});
    }
    // A row that the header takes apart is taken apart for its key, too.
    std::string Preamble = rowPreamble(C, Root);
    bool OfRow = Nodes[N].Generic || Nodes[N].Parent == NoParent;
    if (size_t At = Text.find("return {key}"); OfRow && At != std::string::npos)
      Text.insert(At, Preamble);
    Statements.push_back(filled(Text, With));
  }
  return true;
}

std::string MapLookupPlanner::rowsOf(size_t N) const {
  size_t Parent = Nodes[N].Parent;
  if (Parent == NoParent)
    return Rows;
  return Nodes[Parent].Generic ? Names[Parent] + ".of<" + Nodes[Parent].Entity + ">()"
                               : Names[Parent];
}

TermId MapLookupPlanner::sessionOf(const Access &A, unsigned Argument) {
  FunctionId In = A.How.What.Function;
  TermId Session = C.T.of(In, C.P.event(A.How.What).Arguments[Argument]);
  for (size_t I = A.How.Chain.size() - 1; I > 0; --I)
    Session = C.T.bind(Session, C.T.bindingOf(A.How.Chain[I - 1]));
  return Session;
}

bool MapLookupPlanner::contextOf(size_t N, std::string &Context) {
  bool First = true;
  for (size_t Same = 0; Same < Nodes.size(); ++Same) {
    if (batchOf(Same) != N)
      continue;
    for (const Access *A : Nodes[Same].Accesses) {
      const Role *R = C.P.roleOf(A->How.What);
      const Event &E = C.P.event(A->How.What);
      std::string Text;
      if (E.K == Event::Kind::Find && R && R->Context.K == Operand::Kind::Argument) {
        if (R->Context.Index >= E.ArgumentPlaces.size() ||
            E.ArgumentPlaces[R->Context.Index].InMacro)
          return no("the session of one lookup is not written at the call");
        auto Named = atLoop(C, *A, A->How.Chain.size() - 1,
                            C.text(A->How.What.Function, E.ArgumentPlaces[R->Context.Index]));
        if (!Named || !isPlainLvalue(*Named) || !visibleBeforeLoop(C, Root, *Named) ||
            freeIdentifiers(*Named).count(rowName(C, Root)))
          return no("the session of one lookup has no name before the loop");
        if (C.T.variesIn(sessionOf(*A, R->Context.Index), Root))
          return no("the session of one lookup changes in the loop");
        Text = *Named;
      }
      if (!First && Text != Context && !Text.empty() && !Context.empty())
        return no("the lookups run on different sessions");
      Context = Text.empty() ? Context : Text;
      First = false;
    }
  }
  return true;
}

} // namespace nplus1
