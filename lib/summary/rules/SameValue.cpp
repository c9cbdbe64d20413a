#include "summary/rules/SameValue.h"

#include <algorithm>

namespace nplus1 {

namespace {

/// Accessors of accessors: what tells the type of a row is near the row.
constexpr unsigned MaxDepth = 6;

bool isSame(const Program &P, const Terms &T, TermId A, TermId B, unsigned Depth) {
  if (A == B)
    return true;
  if (Depth == 0)
    return false;
  const Term &One = T[A], &Other = T[B];
  if (One.K != Other.K || One.Name != Other.Name || One.Operands.empty() ||
      One.Operands.size() != Other.Operands.size())
    return false;
  switch (One.K) {
  case Value::Kind::Result: {
    const Event &Mine = P.event({One.In, One.Index}), &Theirs = P.event({Other.In, Other.Index});
    if (Mine.K != Event::Kind::Call || Theirs.K != Event::Kind::Call || !Mine.Callee ||
        P.text(One.In, Mine.Callee) != P.text(Other.In, Theirs.Callee))
      return false;
    break;
  }
  case Value::Kind::Field:
  case Value::Kind::Derived:
  case Value::Kind::Relation: // the same row, whichever place crosses to it
    break;
  default:
    return false;
  }
  return std::equal(One.Operands.begin(), One.Operands.end(), Other.Operands.begin(),
                    [&](TermId X, TermId Y) { return isSame(P, T, X, Y, Depth - 1); });
}

} // namespace

bool isSameValue(const Program &P, const Terms &T, TermId A, TermId B) {
  return isSame(P, T, A, B, MaxDepth);
}

bool containsValue(const Program &P, const Terms &T, TermId Whole, TermId Part) {
  bool Found = false;
  T.visit(Whole, [&](TermId Id) { return !(Found |= isSameValue(P, T, Id, Part)); });
  return Found;
}

} // namespace nplus1
