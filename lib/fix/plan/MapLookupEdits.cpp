#include "fix/plan/MapLookupPlanner.h"

#include <algorithm>

namespace nplus1 {

void MapLookupPlanner::add(FunctionId In, const Place &At, std::string Text) {
  Pieces.push_back({C.P.text(In, At.File), At.Offset, At.Length, std::move(Text)});
}

void MapLookupPlanner::add(FunctionId In, const Place &In2, uint32_t From, uint32_t To,
                           std::string Text) {
  Pieces.push_back({C.P.text(In, In2.File), From, To - From, std::move(Text)});
}

/// Whether an argument is written that the batch's lookup would not be given.
bool MapLookupPlanner::takesMoreThanKey(const Access &A) const {
  const Role *R = C.P.roleOf(A.How.What);
  const Event &E = C.P.event(A.How.What);
  for (size_t I = 0; R && I < E.ArgumentPlaces.size(); ++I) {
    bool IsContext = R->Context.K == Operand::Kind::Argument && R->Context.Index == I;
    if (E.ArgumentPlaces[I].isValid() && I != R->Key.Index && !IsContext)
      return true;
  }
  return false;
}

std::string MapLookupPlanner::rowArgument(size_t N, const Access &A) {
  const Event &E = C.P.event(A.How.What);
  FunctionId In = A.How.What.Function;
  if (E.K != Event::Kind::Load || isOfOneSession(N))
    return {};
  if (!E.ReceiverPlace.isValid() || E.ReceiverPlace.Length == 0 ||
      C.text(In, E.ReceiverPlace) == C.text(In, E.Where))
    return ", *this";
  // What is loaded on the way is of the session of what it was loaded for.
  for (size_t Above = Nodes[N].Parent; Above != NoParent; Above = Nodes[Above].Parent)
    for (const Access *Outer : Nodes[Above].Accesses) {
      const Place &Loaded = C.P.event(Outer->How.What).Where;
      if (Outer->How.What.Function == In && Loaded.File == E.ReceiverPlace.File &&
          Loaded.Offset >= E.ReceiverPlace.Offset && Loaded.end() <= E.ReceiverPlace.end())
        return rowArgument(Above, *Outer);
    }
  std::string Row = C.text(In, E.ReceiverPlace);
  bool Calls = Row.find('(') != std::string::npos;
  return Calls ? std::string() : ", " + Row;
}

bool MapLookupPlanner::rewriteAccesses() {
  std::set<EventRef> Done;
  for (size_t N = 0; N < Nodes.size(); ++N)
    for (const Access *A : Nodes[N].Accesses) {
      if (!Done.insert(A->How.What).second)
        continue;
      FunctionId In = A->How.What.Function;
      const Event &E = C.P.event(A->How.What);
      if (!E.Where.isValid() || E.Where.InMacro)
        return no("the query is written in a macro");
      if (C.isTemplate(In))
        return no("the query is in a template");
      const char Hole = '\1';
      std::string Key(1, Hole);
      Place Inside;
      if (E.K == Event::Kind::Load) {
        const Role *R = C.P.roleOf(A->How.What);
        bool Implicit = !E.ReceiverPlace.isValid() || E.ReceiverPlace.Length == 0 ||
                        C.text(In, E.ReceiverPlace) == C.text(In, E.Where);
        // The place of "(*it)" is that of "*it".
        if (!Implicit && isPrefixed(C.text(In, E.ReceiverPlace)))
          Key = "(" + Key + ")";
        Key = filled(R->KeyText, {{"object", Implicit ? "" : Key},
                                  {"access", Implicit ? "" : (E.ReceiverArrow ? "->" : ".")},
                                  {"name", C.P.text(In, E.Method)}});
        if (!Implicit)
          Inside = E.ReceiverPlace;
      } else {
        std::optional<Place> At = keyPlace(*A);
        if (!At)
          return no("the key of one lookup is not an argument of its own");
        if (takesMoreThanKey(*A))
          return no("one of the lookups takes more than its key");
        Inside = *At;
      }
      bool Dependent = Helpers.count(In) != 0;
      const std::string &Expression = !Nodes[N].Generic ? Template.Expression
                                      : Dependent       ? Template.GenericDependentExpression
                                                        : Template.GenericExpression;
      std::string Whole = filled(Expression, {{"batch", Names[N]},
                                              {"entity", Nodes[N].Entity},
                                              {"key", Key},
                                              {", row", rowArgument(N, *A)}});
      size_t At = Whole.find(Hole);
      if (At == std::string::npos) {
        add(In, E.Where, Whole);
      } else {
        if (Inside.InMacro || Inside.Offset < E.Where.Offset || Inside.end() > E.Where.end())
          return no("the query is written in a macro");
        add(In, E.Where, E.Where.Offset, Inside.Offset, Whole.substr(0, At));
        add(In, E.Where, Inside.end(), E.Where.end(), Whole.substr(At + 1));
      }
      Ranges.push_back({C.P.text(In, E.Where.File), E.Where.Offset, E.Where.Length, ""});
    }
  return true;
}

void MapLookupPlanner::mergePieces(std::vector<Edit> &Out) {
  auto Before = [](const Piece &A, const Piece &B) {
    return std::tie(A.File, A.Offset, A.Length) < std::tie(B.File, B.Offset, B.Length);
  };
  std::sort(Ranges.begin(), Ranges.end(), [](const Piece &A, const Piece &B) {
    return std::tuple(A.File, A.Offset, -int64_t(A.Length)) <
           std::tuple(B.File, B.Offset, -int64_t(B.Length));
  });
  std::vector<Piece> Outermost;
  for (const Piece &R : Ranges)
    if (Outermost.empty() || Outermost.back().File != R.File ||
        R.Offset >= Outermost.back().Offset + Outermost.back().Length)
      Outermost.push_back(R);
  // Pieces at one offset keep the order in which nesting made them: an outer
  // access is rewritten later and starts further left.
  std::vector<Piece> Rest;
  for (const Piece &Range : Outermost) {
    std::vector<Piece> Mine;
    for (const Piece &P : Pieces)
      if (P.File == Range.File && P.Offset >= Range.Offset &&
          P.Offset + P.Length <= Range.Offset + Range.Length)
        Mine.push_back(P);
    std::reverse(Mine.begin(), Mine.end()); // outer accesses are later nodes
    sortKeepingOrder(Mine);
    std::string Text = C.textAt(Range.File, Range.Offset, Range.Length);
    std::string New;
    uint32_t Done = Range.Offset;
    for (const Piece &P : Mine) {
      New += Text.substr(Done - Range.Offset, P.Offset - Done) + P.Text;
      Done = P.Offset + P.Length;
    }
    New += Text.substr(Done - Range.Offset);
    Out.push_back({Range.File, Range.Offset, Range.Length, New});
  }
  for (const Piece &P : Pieces)
    if (std::none_of(Outermost.begin(), Outermost.end(), [&](const Piece &R) {
          return P.File == R.File && P.Offset >= R.Offset &&
                 P.Offset + P.Length <= R.Offset + R.Length;
        }))
      Rest.push_back(P);
  std::sort(Rest.begin(), Rest.end(), Before);
  for (Piece &P : Rest)
    Out.push_back({P.File, P.Offset, P.Length, std::move(P.Text)});
}

void MapLookupPlanner::sortKeepingOrder(std::vector<Piece> &Pieces) {
  for (size_t I = 1; I < Pieces.size(); ++I)
    for (size_t J = I; J > 0 && Pieces[J].Offset < Pieces[J - 1].Offset; --J)
      std::swap(Pieces[J], Pieces[J - 1]);
}

} // namespace nplus1
