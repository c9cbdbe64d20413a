#include "summary/Judge.h"

#include "llvm/ADT/STLExtras.h"

#include <algorithm>

namespace nplus1 {

namespace {

/// Whether \p V is what a call or a query returned, or a row of it, rather than
/// something that was read from it.
bool isAnswer(const FunctionFacts &F, ValueId V) {
  const Value &It = F.Values[V];
  switch (It.K) {
  case Value::Kind::Result:
  case Value::Kind::Relation:
  case Value::Kind::Rows:
    return true;
  case Value::Kind::Derived:
  case Value::Kind::Choice:
  case Value::Kind::ElementOf:
  case Value::Kind::Limited:
  case Value::Kind::Prefetched:
    return llvm::any_of(It.Operands, [&](ValueId Part) { return isAnswer(F, Part); });
  default:
    return false;
  }
}

/// The guards around event \p Id.
size_t conditionsAround(const FunctionFacts &F, EventId Id) {
  size_t Count = 0;
  for (GuardId G = F.Events[Id].Guard; G != None; G = F.Guards[G].Parent)
    ++Count;
  return Count;
}

} // namespace

/// A search loop: it stops when what was loaded says so, and a prefetch would
/// load rows that nobody looks at. A loop that is left because a row is missing
/// is none: as long as the data is whole it runs to its end. But one that counts
/// until nothing is found looks for the gap.
bool Judge::endsLoop(const Access &A) {
  const FunctionFacts &F = P.facts(A.Root.Function);
  const Loop &L = P.loop(A.Root);
  std::vector<EventId> Events = eventsInRoot(A);
  bool Walks = isWalk(P, A);
  if (!Walks && dependsOn(F, L.Test, Events))
    return true;
  bool Counts = !L.Range && !L.Test;
  bool RowsAreExpected =
      P.event(A.How.What).K != Event::Kind::Count && (Walks || (!A.Carried && !Counts));
  for (const LoopExit &Exit : L.Exits) {
    // "if (stock < ordered) throw …" says that a row is not as it should be, not that
    // it is the one that was looked for.
    if (Exit.Throws && (Walks || (!A.Carried && !Counts)))
      continue;
    for (GuardId Id = Exit.Guard; Id != L.Guard && Id != None; Id = F.Guards[Id].Parent) {
      const Guard &G = F.Guards[Id];
      // Code behind "if (…) continue;" is the ordinary case; what leaves the loop
      // there is asked by another condition.
      bool Ordinary = G.K == Guard::Kind::AfterExit && Id != Exit.Guard;
      bool OnAbsence = G.Absence != G.Negated;
      if (!Ordinary && dependsOn(F, G.Condition, Events) &&
          !(RowsAreExpected && OnAbsence && isAnswer(F, G.Condition)))
        return true;
    }
  }
  return false;
}

/// "if (match) { show(post); return; }": under the condition under which it is
/// reached the loop is left, too.
bool Judge::runsOnce(const Access &A) {
  const FunctionFacts &F = P.facts(A.Root.Function);
  const Loop &L = P.loop(A.Root);
  return llvm::any_of(eventsInRoot(A), [&](EventId Id) {
    const Event &E = F.Events[Id];
    if (E.Loop != A.Root.Loop)
      return false;
    for (GuardId G = E.Guard; G != L.Guard && G != None; G = F.Guards[G].Parent)
      if (llvm::any_of(L.Exits,
                       [&](const LoopExit &Exit) { return Exit.Direct && Exit.Guard == G; }))
        return true;
    return false;
  });
}

/// "if (cache.find(key) == cache.end()) cache[key] = load(key);", and "auto &slot =
/// cache[key]; if (!slot) slot = load(key);". A container that yields the key, the tag
/// of its type, or the function that loads, is no cache.
bool Judge::isRemembered(const Access &A) {
  auto YieldsLoader = [&](EventRef Asked) {
    return llvm::any_of(A.How.Chain, [&](EventRef Step) {
      const Event &E = P.event(Step);
      return E.K == Event::Kind::Invoke &&
             T.dependsOnEvent(T.of(Step.Function, E.CalleeValue), Asked);
    });
  };
  auto YieldsTag = [&](EventRef Asked) {
    return llvm::any_of(A.If, [&](const Condition &By) {
      return (By.K == Guard::Kind::Case || By.K == Guard::Kind::Default) &&
             T[By.What].K != Value::Kind::Result && T.dependsOnEvent(By.What, Asked);
    });
  };
  return std::any_of(A.If.begin(), A.If.end(), [&](const Condition &C) {
    const Guard *G = C.Id == None ? nullptr : &P.facts(C.Function).Guards[C.Id];
    if (G && G->Absence != G->Negated && isSlot(C.What) &&
        llvm::none_of(A.How.Keys, [&](TermId Key) { return contains(Key, C.What); }))
      return true;
    bool Asks = false;
    T.visit(C.What, [&](TermId Id) {
      const Term &It = T[Id];
      EventRef Asked{It.In, It.Index};
      // Whether a relation is loaded, asked of the ORM: it must be.
      bool Loaded = It.K != Value::Kind::Result || It.In == None || !P.profileOf(Asked) ||
                    (G && G->Absence == G->Negated);
      Asks |= It.K == Value::Kind::Result && It.In != None &&
              P.event(Asked).K == Event::Kind::Lookup && Loaded &&
              llvm::none_of(A.How.Keys, [&](TermId Key) { return T.dependsOnEvent(Key, Asked); }) &&
              !YieldsLoader(Asked) && !YieldsTag(Asked);
      return !Asks;
    });
    return Asks;
  });
}

/// What a container holds for a key that was asked for.
bool Judge::isSlot(TermId What) const {
  const Term &It = T[What];
  if (It.K == Value::Kind::Field || (It.K == Value::Kind::Derived && It.Operands.size() == 1))
    return isSlot(It.Operands.front());
  if (It.K == Value::Kind::Choice)
    return llvm::any_of(It.Operands, [&](TermId Way) { return isSlot(Way); });
  return It.K == Value::Kind::ElementOf && It.Operands.size() == 2;
}

bool Judge::contains(TermId Whole, TermId Part) const {
  bool Found = false;
  T.visit(Whole, [&](TermId Id) { return !(Found |= Id == Part); });
  return Found;
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

/// "row.load("author"); row.author()": that load is another rule's.
bool Judge::isLoadedOnWay(const Access &A) const {
  if (P.event(A.How.What).K != Event::Kind::Load)
    return false;
  bool Loaded = false;
  T.visit(A.How.Receiver, [&](TermId Id) {
    const Term &It = T[Id];
    // What applies to the container of an element is for its sources to say.
    if (Loaded || It.K == Value::Kind::Element || It.K == Value::Kind::ElementOf)
      return false;
    if (It.K == Value::Kind::Prefetched) {
      size_t Before = pathOf(P, T, It.Operands.front()).Steps.size();
      if (Before < A.Path.size())
        Loaded = covers(P, {It.In, It.Index}, dotted(std::span(A.Path).subspan(Before)));
    }
    return true;
  });
  return Loaded;
}

/// Whether event \p Id has happened whenever the loop of \p A begins.
bool Judge::runsBefore(const FunctionFacts &F, EventId Id, const Access &A) const {
  const Event &Earlier = F.Events[Id];
  const Loop &L = P.loop(A.Root);
  std::vector<EventId> Inside = eventsInRoot(A);
  if (Inside.empty() || Id >= Inside.front())
    return false;
  // In a loop around both, or in none.
  auto IsAround = [](const auto &All, uint32_t Inner, uint32_t Outer) {
    for (; Inner != Outer && Inner != None; Inner = All[Inner].Parent)
      ;
    return Inner == Outer;
  };
  return IsAround(F.Loops, L.Parent, Earlier.Loop) && IsAround(F.Guards, L.Guard, Earlier.Guard);
}

/// "loadAuthors(posts);" before the loop over these very posts.
bool Judge::isLoadedByCall(const Access &A) {
  if (P.event(A.How.What).K != Event::Kind::Load)
    return false;
  const FunctionFacts &F = P.facts(A.Root.Function);
  const TermId Rows = T.of(A.Root.Function, P.loop(A.Root).Range);
  for (EventId Id = 0; Rows && Id < F.Events.size(); ++Id)
    if (F.Events[Id].K == Event::Kind::Call && runsBefore(F, Id, A))
      for (const Effect &Done : E.ofEvent({A.Root.Function, Id}))
        if (P.event(Done.What).K == Event::Kind::Prefetch && llvm::is_contained(Done.Keys, Rows) &&
            Done.If.size() <= conditionsAround(F, Id) && covers(P, Done.What, dotted(A.Path)))
          return true;
  return false;
}

/// All objects of the class were brought into the session before, and it keeps them:
/// "for (employer : db.query<Employer>()) …;".
bool Judge::isPreloaded(const Access &A) {
  const Event &Last = P.event(A.How.What);
  const Role *R = P.roleOf(A.How.What);
  if (Last.K != Event::Kind::Load || !R || R->Cached != CacheScope::IdentityMap ||
      R->Lifetime == CacheLifetime::WhileReferenced || !Last.Entity)
    return false;
  const FunctionFacts &F = P.facts(A.Root.Function);
  for (EventId Id = 0; Id < F.Events.size(); ++Id) {
    const Event &Query = F.Events[Id];
    if (Query.K != Event::Kind::Rows || !Query.Arguments.empty() || !runsBefore(F, Id, A) ||
        P.text(A.Root.Function, Query.Entity) != P.text(A.How.What.Function, Last.Entity))
      continue;
    // It is read to its end.
    if (llvm::any_of(F.Loops, [&](const Loop &L) {
          return L.Exits.empty() && dependsOn(F, L.Range, std::span(&Id, 1));
        }))
      return true;
  }
  return false;
}

/// "for (post : user.posts) post.author": an object that the session holds while
/// one is among its rows. Another object of that class would be one query per row;
/// which it is, the classes do not tell.
bool Judge::isWayBack(const Access &A) const {
  const Role *R = P.roleOf(A.How.What);
  if (!R || R->Cached != CacheScope::IdentityMap || A.Path.empty())
    return false;
  const std::string &Target = P.text(A.How.What.Function, P.event(A.How.What).Entity);
  std::string From;
  if (A.Path.size() == 1) {
    // for (comment : post->comments) comment->post
    const Term &Rows = T[T.of(A.Root.Function, P.loop(A.Root).Range)];
    if (Rows.K != Value::Kind::Relation || !P.event({Rows.In, Rows.Index}).ToMany)
      return false;
    const Term &Owner = T[Rows.Operands.front()];
    if (Owner.K == Value::Kind::Relation)
      From = P.text(Owner.In, P.event({Owner.In, Owner.Index}).Entity);
  } else if (!A.Path[A.Path.size() - 2].ToMany) {
    return false;
  } else if (A.Path.size() == 2) {
    From = P.text(A.Root.Function, P.loop(A.Root).Element);
  } else {
    EventRef Before = A.Path[A.Path.size() - 3].By;
    From = P.text(Before.Function, P.event(Before).Entity);
  }
  return !Target.empty() && Target == From;
}

/// "for (chunk : chunks) rows where id in (chunk)": the query is for many rows.
bool Judge::isForMany(const Access &A) const {
  Event::Kind K = P.event(A.How.What).K;
  return P.loop(A.Root).Chunks && A.Path.size() <= 1 &&
         (K == Event::Kind::Rows || K == Event::Kind::Execute || K == Event::Kind::Statement);
}

Judgement Judge::operator()(FunctionId F, const Access &A) {
  Judgement J;
  const Loop &L = P.loop(A.Root);
  auto Quiet = [&] {
    J.What = Judgement::Verdict::Quiet;
    return J;
  };
  if (L.ConstantSize || L.RunsOnce || runsOnce(A) || endsLoop(A) || isRemembered(A) ||
      isGuardedOnce(A) || isForMany(A) || isLoadedOnWay(A) || isWayBack(A) || isLoadedByCall(A) ||
      isPreloaded(A))
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

  // Eager loads of the ORM's own, or of the prefetch runtime. Where the ORM has
  // them, rows from out of sight may have been loaded with theirs.
  const Profile *Orm = P.profileOf(A.How.What);
  const Event &Last = P.event(A.How.What);
  bool MayBeEager = Orm && std::any_of(Orm->Roles.begin(), Orm->Roles.end(),
                                       [](const Role &R) { return R.Kind == RoleKind::Eager; });
  // What an eager load left in the row is counted there.
  const Role *R = P.roleOf(A.How.What);
  bool CountsLoaded = Last.K == Event::Kind::Count && R && R->Cached == CacheScope::Object;
  if (Last.K == Event::Kind::Load || CountsLoaded) {
    std::string Path = dotted(A.Path);
    size_t Loaded = 0, Unknown = 0;
    for (const RowSource &S : J.Sources) {
      if (std::any_of(S.Prefetches.begin(), S.Prefetches.end(),
                      [&](EventRef E) { return covers(P, E, Path); }))
        ++Loaded;
      else if (S.K == RowSource::Kind::Unknown || S.K == RowSource::Kind::Written)
        ++Unknown;
    }
    if (!J.Sources.empty() && Loaded == J.Sources.size())
      return Quiet();
    if (MayBeEager && !CountsLoaded && (J.Sources.empty() || Unknown)) {
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
