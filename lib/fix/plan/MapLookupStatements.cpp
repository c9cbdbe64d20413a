#include "fix/plan/LoopTexts.h"
#include "fix/plan/MapLookupPlanner.h"

#include <algorithm>

namespace nplus1 {

bool MapLookupPlanner::nameRows() {
  std::string Range = C.text(Root.Function, Loop.RangePlace);
  // for_each(orders.begin(), …): the container.
  if (Loop.K == nplus1::Loop::Kind::Algorithm)
    for (const char *Begin : {".begin()", ".cbegin()", "->begin()"})
      if (size_t At = Range.rfind(Begin);
          At != std::string::npos && At + strlen(Begin) == Range.size())
        Range = (Begin[0] == '-' ? "*" : "") + Range.substr(0, At);
  if (isPlainLvalue(Range) ||
      (Range.size() > 1 && Range[0] == '*' && isPlainLvalue(Range.substr(1)))) {
    Rows = Range;
    return visibleBeforeLoop(Range) || no("the rows have no name before the loop");
  }
  if (Loop.K != nplus1::Loop::Kind::RangeFor || !Loop.InBlock)
    return no("the rows have no name before the loop");
  Rows = C.freeName(Involved, {plural(rowName(C, Root)), "rows"}, TakenNames);
  TakenNames.insert(Rows);
  Statements.push_back((Loop.RangeTemporary ? "const auto " : "auto &&") + Rows + " = " + Range +
                       ";");
  // A loop variable that may change the rows needs rows that may be changed.
  std::string Header = C.text(Root.Function, Loop.Header);
  bool ReadOnly = Header.find("const ") < Header.find(':') || !Loop.RangeTemporary ||
                  Header.substr(0, Header.find(':')).find('&') == std::string::npos;
  if (!ReadOnly)
    Statements.back().replace(0, strlen("const "), "");
  add(Root.Function, Loop.RangePlace, Rows);
  return true;
}

bool MapLookupPlanner::visibleBeforeLoop(const std::string &Code) const {
  std::set<std::string> Used = freeIdentifiers(Code);
  for (const Variable &Local : C.P.facts(Root.Function).Variables)
    if (Used.count(C.P.text(Root.Function, Local.Name)) &&
        Local.Declaration.Offset >= Loop.Insertion.Offset)
      return false;
  return true;
}

bool MapLookupPlanner::writeStatements() {
  if (!nameRows())
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
        if (!Named || !isPlainLvalue(*Named) || !visibleBeforeLoop(*Named) ||
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
