#include "summary/Judge.h"

#include <algorithm>

namespace nplus1 {

/// A search loop: it stops when what was loaded says so, and a prefetch would
/// load rows that nobody looks at.
bool Judge::endsLoop(const Access &A) {
  const Loop &L = P.loop(A.Root);
  return std::any_of(L.Exits.begin(), L.Exits.end(), [&](ValueId Exit) {
    TermId Condition = T.of(A.Root.Function, Exit);
    return T.dependsOnEvent(Condition, A.How.What) || T.dependsOnEvent(Condition, A.Shown);
  });
}

/// "if (cache.find(key) == cache.end()) cache[key] = load(key);"
bool Judge::isRemembered(const Access &A) {
  return std::any_of(A.If.begin(), A.If.end(), [&](const Condition &C) {
    bool Asks = false;
    T.visit(C.What, [&](TermId Id) {
      const Term &It = T[Id];
      Asks |= It.K == Value::Kind::Result && It.In != None &&
              P.event({It.In, It.Index}).K == Event::Kind::Lookup;
      return !Asks;
    });
    return Asks;
  });
}

/// "if (first) { first = false; … }": the condition follows a variable that the
/// loop changes, not the row.
bool Judge::isGuardedOnce(const Access &A) {
  return std::any_of(A.If.begin(), A.If.end(), [&](const Condition &C) {
    return T[C.What].K == Value::Kind::Carried && T.variesIn(C.What, A.Root) &&
           !T.dependsOnElement(C.What, A.Root);
  });
}

bool Judge::isLoadedRow(const Access &A) const {
  const Role *R = P.roleOf(A.How.What);
  return R && R->RowsAreLoaded && A.Path.empty();
}

Judgement Judge::operator()(FunctionId F, const Access &A) {
  Judgement J;
  const Loop &L = P.loop(A.Root);
  auto Quiet = [&] {
    J.What = Judgement::Verdict::Quiet;
    return J;
  };
  if (L.ConstantSize || L.RunsOnce || endsLoop(A) || isRemembered(A) || isGuardedOnce(A))
    return Quiet();

  TermId Range = T.of(A.Root.Function, L.Range);
  J.Sources = Finder.of(A.Root.Function, Range);
  auto All = [&](auto Holds) {
    return !J.Sources.empty() && std::all_of(J.Sources.begin(), J.Sources.end(), Holds);
  };
  if (All([](const RowSource &S) { return S.Limit == 1; }))
    return Quiet();
  if (isLoadedRow(A)) {
    if (!All([](const RowSource &S) {
          return S.Query.isValid(); // wherever that query was made
        }))
      J.What = Judgement::Verdict::Opaque;
    else
      J.What = Judgement::Verdict::Quiet;
    return J;
  }

  // Eager loads matter where the ORM has them and the access could use them.
  const Profile *Orm = P.profileOf(A.How.What);
  const Event &Last = P.event(A.How.What);
  bool MayBeEager = Orm && Last.K == Event::Kind::Load &&
                    std::any_of(Orm->Roles.begin(), Orm->Roles.end(),
                                [](const Role &R) { return R.Kind == RoleKind::Eager; });
  if (MayBeEager) {
    std::string Path = dotted(A.Path);
    size_t Loaded = 0, Unknown = 0;
    for (const RowSource &S : J.Sources) {
      if (std::any_of(S.Prefetches.begin(), S.Prefetches.end(),
                      [&](EventRef E) { return covers(P, E, Path); }))
        ++Loaded;
      else if (S.K == RowSource::Kind::Unknown || S.K == RowSource::Kind::Written)
        ++Unknown;
    }
    if (J.Sources.empty() || Loaded == J.Sources.size())
      return J.What = J.Sources.empty() ? Judgement::Verdict::Opaque : Judgement::Verdict::Quiet, J;
    if (Unknown) {
      J.What = Judgement::Verdict::Opaque;
      return J;
    }
    if (Loaded) {
      J.Level = Confidence::Likely;
      J.Assumption = "where the rows come from a query without the prefetch";
    }
  }

  if (A.conditional()) {
    J.Level = Confidence::Likely;
    if (J.Assumption.empty())
      J.Assumption = "for the rows that meet the condition";
  }
  for (EventRef Step : A.How.Chain)
    if (P.event(Step).K == Event::Kind::Call && P.targets(Step).size() > 1) {
      J.Level = Confidence::Likely;
      if (J.Assumption.empty())
        J.Assumption = "if the implementation that queries is the one that is called";
    }
  return J;
}

} // namespace nplus1
