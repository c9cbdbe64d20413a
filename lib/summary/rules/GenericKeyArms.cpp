//===- GenericKeyArms.cpp - Which loads exclude each other, and why -------===//
//
// Two loads of different types are alternatives of one key if no row runs both
// and what decides between them is
//
//   a tag        case A: / case B:, if (tag == A) … else …, a variant's type
//   a set key    if (row.a) load(row.a) else load(row.b)
//   any test     of the row, where both load by the same key
//   an object    that is picked per row, and one virtual call of it
//
// One load whose row is then asked for several types is a generic key, too: a
// polymorphic reference.
//
// Loads that a row may run both are relations of their own.
//
//===----------------------------------------------------------------------===//
#include "summary/rules/GenericKeyArms.h"

#include "summary/rules/SameValue.h"

#include "llvm/ADT/STLExtras.h"

#include <algorithm>
#include <numeric>

namespace nplus1 {

namespace {

enum class Side { Neither, Is, IsNot };

Side sideOf(const Condition &C) {
  switch (C.K) {
  case Guard::Kind::Case:
    return Side::Is;
  case Guard::Kind::Default:
    return Side::IsNot;
  case Guard::Kind::Branch:
  case Guard::Kind::AfterExit:
    return C.Negated ? Side::IsNot : Side::Is;
  case Guard::Kind::Handler:
    break;
  }
  return Side::Neither;
}

bool isTag(const Condition &C) { return C.K == Guard::Kind::Case || C.K == Guard::Kind::Default; }

/// Whether two lists of tags, as a case's labels are noted, have none in common.
bool areDisjoint(llvm::StringRef A, llvm::StringRef B) {
  llvm::SmallVector<llvm::StringRef, 4> InA, InB;
  A.split(InA, ", ");
  B.split(InB, ", ");
  return llvm::none_of(InA, [&](llvm::StringRef Tag) { return llvm::is_contained(InB, Tag); });
}

class ArmFinder {
public:
  ArmFinder(RuleContext &C, const LoopAccesses &Loop) : C(C), Loop(Loop) {}

  std::vector<GenericKey> run();

private:
  bool isSame(TermId A, TermId B) const { return isSameValue(C.P, C.T, A, B); }
  bool contains(TermId Whole, TermId Part) const { return containsValue(C.P, C.T, Whole, Part); }
  bool isCandidate(const Access &A) const;
  bool isElseOf(const Condition &Else, const Condition &Then) const;
  bool haveSameKeys(const Access &A, const Access &B) const;
  bool testsOwnKey(const Access &A, const Condition &By) const;
  bool excludes(size_t I, size_t J);
  bool pickPerRow(const Access &A, size_t Level);
  bool areAlternatives(size_t I, size_t J);
  GenericKey keyOf(std::vector<size_t> Members);
  std::optional<GenericKey> polymorphic(size_t I);
  void dropCompanions(std::vector<size_t> &Members) const;
  std::set<std::string> typesOf(const std::vector<size_t> &Members) const;
  std::string nameOf(const GenericKey &Key) const;

  RuleContext &C;
  const LoopAccesses &Loop;
  /// What decides, per access.
  std::map<size_t, std::set<TermId>> Selectors;
  std::set<size_t> Picked;
};

bool ArmFinder::isCandidate(const Access &A) const {
  Event::Kind K = C.P.event(A.How.What).K;
  return !A.Carried && !A.Invariant && A.Path.size() <= 1 && !C.entityOf(A).empty() &&
         (K == Event::Kind::Find || K == Event::Kind::Load || K == Event::Kind::Rows ||
          K == Event::Kind::Execute);
}

/// Whether \p Else is the way past the test that \p Then is the way into.
bool ArmFinder::isElseOf(const Condition &Else, const Condition &Then) const {
  if (Else.Function != Then.Function)
    return false;
  const std::vector<Guard> &Guards = C.P.facts(Else.Function).Guards;
  // "default:" may stand in front of the cases that it is past of.
  const bool OfSwitch = Else.K == Guard::Kind::Default && !Else.Negated;
  if (Else.Id < Then.Id && !(OfSwitch && Guards[Else.Id].Parent == Guards[Then.Id].Parent &&
                             Guards[Else.Id].Condition == Guards[Then.Id].Condition))
    return false;
  // In "a && b" the guard of b stands under the guard of a.
  GuardId Outer = Then.Id;
  while (Outer != None && Guards[Outer].Parent != Guards[Else.Id].Parent)
    Outer = Guards[Outer].Parent;
  if (Outer == None)
    return false;
  if (OfSwitch)
    return true; // past all of its cases
  for (GuardId Between = Then.Id + 1; Between < Else.Id; ++Between)
    if (Guards[Between].Parent == Guards[Else.Id].Parent && Guards[Between].Negated &&
        Guards[Between].Condition == Guards[Else.Id].Condition)
      return false; // the way past an earlier test of the same value
  return true;
}

bool ArmFinder::haveSameKeys(const Access &A, const Access &B) const {
  return std::equal(A.How.Keys.begin(), A.How.Keys.end(), B.How.Keys.begin(), B.How.Keys.end(),
                    [&](TermId X, TermId Y) { return isSame(X, Y); });
}

/// "if (row.bookID) … Book::find(row.bookID)", "if (row.book) … row.book.load()".
bool ArmFinder::testsOwnKey(const Access &A, const Condition &By) const {
  const Event &E = C.P.event(A.How.What);
  if (E.K != Event::Kind::Load)
    return std::any_of(A.How.Keys.begin(), A.How.Keys.end(), [&](TermId Key) {
      return C.T[Key].K != Value::Kind::Element && contains(By.What, Key);
    });
  bool Found = false;
  const std::string &Relation = C.P.text(A.How.What.Function, E.Relation);
  C.T.visit(By.What, [&](TermId Id) {
    const Term &Part = C.T[Id];
    Found |= Part.K == Value::Kind::Field && !Relation.empty() && C.T.name(Id) == Relation &&
             isSame(Part.Operands.front(), A.How.Receiver);
    return !Found;
  });
  return Found;
}

/// No row runs both, and what decides tells the type.
bool ArmFinder::excludes(size_t I, size_t J) {
  const Access &A = Loop.All[I], &B = Loop.All[J];
  for (const Condition &Mine : A.If)
    for (const Condition &Other : B.If) {
      if (!Mine.What || !isSame(Mine.What, Other.What) || !C.T.dependsOnElement(Mine.What, A.Root))
        continue;
      bool Cases = Mine.K == Guard::Kind::Case && Other.K == Guard::Kind::Case;
      bool Excluded = false;
      if (Cases)
        Excluded = areDisjoint(Mine.Tag, Other.Tag);
      else if (sideOf(Mine) == Side::Is && sideOf(Other) == Side::IsNot)
        Excluded = isElseOf(Other, Mine);
      else if (sideOf(Mine) == Side::IsNot && sideOf(Other) == Side::Is)
        Excluded = isElseOf(Mine, Other);
      if (!Excluded)
        continue;
      bool Tells = isTag(Mine) || isTag(Other) || haveSameKeys(A, B) || testsOwnKey(A, Mine) ||
                   testsOwnKey(B, Other);
      if (!Tells)
        continue;
      Selectors[I].insert(Mine.What);
      Selectors[J].insert(Other.What);
      return true;
    }
  return false;
}

/// Whether the object of the call at step \p Level is another one per row: it, or
/// an argument of the function that gave it, depends on the element.
bool ArmFinder::pickPerRow(const Access &A, size_t Level) {
  EventRef Call = A.How.Chain[Level];
  const FunctionFacts &F = C.P.facts(Call.Function);
  auto Depends = [&](ValueId What) {
    TermId Here = C.T.of(Call.Function, What);
    for (size_t I = Level; I > 0; --I)
      Here = C.T.bind(Here, C.T.bindingOf(A.How.Chain[I - 1]));
    return C.T.dependsOnElement(Here, A.Root);
  };
  std::vector<ValueId> Work{F.Events[Call.Event].Receiver};
  std::set<ValueId> Seen;
  while (!Work.empty()) {
    ValueId Id = Work.back();
    Work.pop_back();
    if (!Seen.insert(Id).second)
      continue;
    if (Depends(Id))
      return true;
    const Value &V = F.Values[Id];
    Work.insert(Work.end(), V.Operands.begin(), V.Operands.end());
    if (V.K == Value::Kind::Result)
      Work.insert(Work.end(), F.Events[V.Index].Arguments.begin(),
                  F.Events[V.Index].Arguments.end());
  }
  return false;
}

bool ArmFinder::areAlternatives(size_t I, size_t J) {
  if (excludes(I, J))
    return true;
  // One virtual call that reaches both.
  const Access &A = Loop.All[I], &B = Loop.All[J];
  if (!haveSameKeys(A, B))
    return false;
  size_t Level = 0;
  while (Level < A.How.Chain.size() && Level < B.How.Chain.size() &&
         A.How.Chain[Level] == B.How.Chain[Level])
    ++Level;
  if (Level == 0 || Level >= A.How.Chain.size() || Level >= B.How.Chain.size() ||
      A.How.Chain[Level].Function == B.How.Chain[Level].Function ||
      !C.P.event(A.How.Chain[Level - 1]).Virtual || !pickPerRow(A, Level - 1))
    return false;
  Picked.insert({I, J});
  return true;
}

std::set<std::string> ArmFinder::typesOf(const std::vector<size_t> &Members) const {
  std::set<std::string> Types;
  for (size_t I : Members)
    Types.insert(C.entityOf(Loop.All[I]));
  return Types;
}

/// What one branch loads besides the target, by a key that no other branch uses.
void ArmFinder::dropCompanions(std::vector<size_t> &Members) const {
  auto Shared = [&](size_t I) {
    return std::any_of(Members.begin(), Members.end(), [&](size_t J) {
      return haveSameKeys(Loop.All[J], Loop.All[I]) &&
             C.entityOf(Loop.All[J]) != C.entityOf(Loop.All[I]);
    });
  };
  std::vector<size_t> Kept;
  for (size_t I : Members) {
    bool Companion = !Shared(I) && std::any_of(Members.begin(), Members.end(), [&](size_t J) {
      return J != I && Shared(J) && Loop.All[J].If == Loop.All[I].If;
    });
    if (!Companion)
      Kept.push_back(I);
  }
  Members = std::move(Kept);
}

std::string ArmFinder::nameOf(const GenericKey &Key) const {
  // The tag and the key are one value: a variant.
  std::set<std::string> Names;
  for (const GenericKeyArm &Arm : Key.Arms) {
    const Access &A = Loop.All[Arm.Access];
    std::string Name = A.Path.empty() ? std::string() : A.Path.back().Name;
    for (const Condition &By : A.If)
      if (By.What && !A.How.Keys.empty() && !isSame(A.How.Keys.front(), By.What) &&
          contains(A.How.Keys.front(), By.What))
        if (std::string Whole = keyName(C.P, C.T, By.What); !Whole.empty())
          Name = Whole;
    if (!Name.empty())
      Names.insert(Name);
  }
  std::string Joined;
  for (const std::string &Name : Names)
    Joined += (Joined.empty() ? "" : "|") + Name;
  return Joined;
}

GenericKey ArmFinder::keyOf(std::vector<size_t> Members) {
  GenericKey Key;
  std::set<std::string> Types = typesOf(Members);
  Key.Types.assign(Types.begin(), Types.end());
  Key.Unconditional = true;
  for (size_t I : Members) {
    GenericKeyArm Arm;
    Arm.Access = I;
    for (const Condition &By : Loop.All[I].If) {
      // Each test of a chain may read the tag anew.
      bool Decides = llvm::any_of(Selectors[I], [&](TermId What) { return isSame(What, By.What); });
      bool Selects = Decides || isTag(By);
      if (By.K == Guard::Kind::Case && Decides)
        Arm.Tags = {By.Tag};
      Key.Unconditional &= Selects;
    }
    Key.Unconditional &= !Picked.count(I);
    Key.Arms.push_back(std::move(Arm));
  }
  Key.Name = nameOf(Key);
  return Key;
}

/// "auto target = row.target.load(); if (dynamic_cast<Book *>(target)) … else if …".
std::optional<GenericKey> ArmFinder::polymorphic(size_t I) {
  const Access &A = Loop.All[I];
  const Event &Load = C.P.event(A.How.What);
  if (Load.K != Event::Kind::Load || Load.ToMany)
    return std::nullopt;
  FunctionId In = A.How.What.Function;
  const FunctionFacts &F = C.P.facts(In);
  std::set<std::string> Types;
  for (const Guard &Test : F.Guards) {
    const Value &Tested = F.Values[Test.Condition];
    // A constant that a relation is compared with is no type: it has a place.
    if (Test.K == Guard::Kind::Case && !Test.ConditionPlace.isValid() &&
        Tested.K == Value::Kind::Relation && Tested.Index == A.How.What.Event)
      Types.insert(C.P.text(In, Test.Tag));
  }
  if (Types.size() < 2 || C.Judges(Loop.In, A).What != Judgement::Verdict::Report)
    return std::nullopt;
  GenericKey Key;
  Key.Types.assign(Types.begin(), Types.end());
  Key.Unconditional = A.If.empty();
  Key.Arms = {{I, {}}};
  Key.Name = nameOf(Key);
  return Key;
}

std::vector<GenericKey> ArmFinder::run() {
  std::vector<size_t> Candidates;
  for (size_t I = 0; I < Loop.All.size(); ++I)
    if (!Loop.Taken[I] && isCandidate(Loop.All[I]))
      Candidates.push_back(I);

  std::vector<size_t> Group(Loop.All.size());
  std::iota(Group.begin(), Group.end(), 0);
  for (size_t A = 0; A < Candidates.size(); ++A)
    for (size_t B = A + 1; B < Candidates.size(); ++B) {
      size_t I = Candidates[A], J = Candidates[B];
      if (C.entityOf(Loop.All[I]) == C.entityOf(Loop.All[J]) || !areAlternatives(I, J))
        continue;
      size_t From = Group[J], To = Group[I];
      std::replace(Group.begin(), Group.end(), std::max(From, To), std::min(From, To));
    }

  std::map<size_t, std::vector<size_t>> Groups;
  for (size_t I : Candidates)
    Groups[Group[I]].push_back(I);
  std::vector<GenericKey> Keys;
  for (auto &[First, Members] : Groups) {
    if (Members.size() < 2) {
      if (auto Key = polymorphic(Members.front()))
        Keys.push_back(std::move(*Key));
      continue;
    }
    dropCompanions(Members);
    std::erase_if(Members, [&](size_t I) {
      Judgement J = C.Judges(Loop.In, Loop.All[I]);
      if (J.What == Judgement::Verdict::Opaque)
        C.Opaque.insert(Loop.Root);
      return J.What != Judgement::Verdict::Report;
    });
    if (typesOf(Members).size() >= 2)
      Keys.push_back(keyOf(std::move(Members)));
  }
  return Keys;
}

} // namespace

std::vector<GenericKey> genericKeysOf(RuleContext &C, const LoopAccesses &Loop) {
  return ArmFinder(C, Loop).run();
}

} // namespace nplus1
