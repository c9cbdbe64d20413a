#include "fix/plan/OwnFinders.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Regex.h"

#include <algorithm>

namespace nplus1 {

namespace {

constexpr llvm::StringLiteral OfEntity = "<entity>::";

bool isQuery(Event::Kind K) {
  return K == Event::Kind::Find || K == Event::Kind::Load || K == Event::Kind::Execute ||
         K == Event::Kind::Rows || K == Event::Kind::Count || K == Event::Kind::Statement;
}

/// Calls \p Visit with \p V and what it is made of.
void forEachPart(const FunctionFacts &F, ValueId V, llvm::function_ref<void(const Value &)> Visit) {
  std::vector<ValueId> Work{V};
  std::set<ValueId> Seen;
  while (!Work.empty()) {
    ValueId Id = Work.back();
    Work.pop_back();
    if (!Seen.insert(Id).second)
      continue;
    Visit(F.Values[Id]);
    Work.insert(Work.end(), F.Values[Id].Operands.begin(), F.Values[Id].Operands.end());
  }
}

bool hasChoice(const FunctionFacts &F, ValueId V) {
  bool Found = false;
  forEachPart(F, V, [&](const Value &Part) { Found |= Part.K == Value::Kind::Choice; });
  return Found;
}

/// The members and parameters that \p V is made of.
std::set<ValueId> leavesOf(const FunctionFacts &F, ValueId V) {
  std::set<ValueId> Leaves;
  std::vector<ValueId> Work{V};
  while (!Work.empty()) {
    ValueId Id = Work.back();
    Work.pop_back();
    Value::Kind K = F.Values[Id].K;
    if (K == Value::Kind::Field || K == Value::Kind::Parameter)
      Leaves.insert(Id);
    else
      Work.insert(Work.end(), F.Values[Id].Operands.begin(), F.Values[Id].Operands.end());
  }
  return Leaves;
}

/// Whether \p E runs under no other condition than that there is a key.
bool asksForKeyOnly(const FunctionFacts &F, const Event &E) {
  std::set<ValueId> Keys;
  for (ValueId Key : E.Keys)
    Keys.merge(leavesOf(F, Key));
  for (GuardId Id = E.Guard; Id != None; Id = F.Guards[Id].Parent) {
    std::set<ValueId> Tested = leavesOf(F, F.Guards[Id].Condition);
    if (Tested.empty() || !std::includes(Keys.begin(), Keys.end(), Tested.begin(), Tested.end()))
      return false;
  }
  return true;
}

/// The text of the string literals in \p Code, one behind the other.
std::string literalsIn(llvm::StringRef Code) {
  static const llvm::Regex Literal(R"re("(([^"\\]|\\.)*)")re");
  std::string Result;
  llvm::SmallVector<llvm::StringRef> Match;
  while (Literal.match(Code, &Match)) {
    Result += Match[1];
    Code = Code.drop_front(Match[0].end() - Code.begin());
  }
  return Result;
}

/// Whether the SQL in \p Code has no condition, or one comparison.
bool asksForOneColumn(llvm::StringRef Code) {
  std::string Sql = llvm::StringRef(literalsIn(Code)).lower();
  llvm::StringRef Condition = Sql;
  if (size_t Where = Condition.rfind("where"); Where != llvm::StringRef::npos)
    Condition = Condition.drop_front(Where + strlen("where"));
  else if (!Condition.contains('='))
    return true;
  static const llvm::Regex Plain(
      R"(^[[:space:]]*["`[]?[a-z_0-9.]*[]"`]?[[:space:]]*=[[:space:]]*(\?|[:$@%][a-z_0-9]*)?[[:space:]]*(limit 1)?[[:space:]]*;?[[:space:]]*$)");
  return Plain.match(Condition);
}

class Finders {
public:
  explicit Finders(PlanContext &C) : C(C) {}

  /// Whether \p F returns what one query by one column gives, whatever it is.
  bool isPlain(FunctionId F, bool MayThrow, unsigned Depth = 0);
  /// Whether \p F, an accessor of a relation, finds the row by a member.
  bool isPlainAccessor(FunctionId F, bool MayThrow);

private:
  bool isOnePath(FunctionId F, bool MayThrow);

  PlanContext &C;
};

/// One way leads to the result: none on which the row is left out.
bool Finders::isOnePath(FunctionId F, bool MayThrow) {
  const FunctionFacts &Facts = C.P.facts(F);
  bool NullKeys = false;
  for (const Event &E : Facts.Events) {
    if (isQuery(E.K) && !asksForKeyOnly(Facts, E))
      return false;
    NullKeys |= isQuery(E.K) && E.Guard != None;
  }
  // Without a key there is no row: that way is the batch's, too.
  if (Facts.Cut || (!NullKeys && Facts.Returns.size() > 1))
    return false;
  for (const Return &R : Facts.Returns)
    if (!NullKeys && hasChoice(Facts, R.What))
      return false;
  return MayThrow || Facts.Body.InMacro || !freeIdentifiers(C.text(F, Facts.Body)).count("throw");
}

bool Finders::isPlain(FunctionId F, bool MayThrow, unsigned Depth) {
  constexpr unsigned MaxDepth = 4;
  const FunctionFacts &Facts = C.P.facts(F);
  if (Depth > MaxDepth || !isOnePath(F, MayThrow))
    return false;
  if (!Facts.Body.InMacro && !asksForOneColumn(C.text(F, Facts.Body)))
    return false;
  for (const Return &R : Facts.Returns) {
    const Value &V = Facts.Values[R.What];
    if (V.K != Value::Kind::Result || Facts.Events[V.Index].K != Event::Kind::Call)
      continue;
    for (FunctionId Inner : C.P.targets({F, V.Index}))
      if (!C.P.facts(Inner).Constructor && !isPlain(Inner, MayThrow, Depth + 1))
        return false;
  }
  return true;
}

bool Finders::isPlainAccessor(FunctionId F, bool MayThrow) {
  const FunctionFacts &Facts = C.P.facts(F);
  const Event *Find = nullptr;
  for (const Event &E : Facts.Events)
    if (isQuery(E.K)) {
      if (Find)
        return false;
      Find = &E;
    }
  if (!Find || Find->K != Event::Kind::Find)
    return isPlain(F, MayThrow);
  if (!isOnePath(F, MayThrow))
    return false;
  return llvm::none_of(Find->Keys, [&](ValueId Key) { return hasChoice(Facts, Key); });
}

} // namespace

std::string ownFinderOf(PlanContext &C, const Access &A, const std::string &Owner) {
  const Event &E = C.P.event(A.How.What);
  const Role *R = C.P.roleOf(A.How.What);
  const Profile *Orm = C.P.profileOf(A.How.What);
  if (!R || !Orm || !E.Entity)
    return {};
  Finders Known(C);
  bool MayThrow = R->Missing == "throw";
  auto IsOfEntity = [](const Role &Of) {
    return llvm::any_of(Of.Pattern.Names,
                        [](llvm::StringRef Name) { return Name.starts_with(OfEntity); });
  };
  auto NameOf = [&](FunctionId F) { return "'" + C.P.text(F, C.P.facts(F).Name) + "'"; };
  if (R->Kind == RoleKind::Lazy && IsOfEntity(*R))
    for (FunctionId F : C.functionsCalled(Owner + "::" + C.P.text(A.How.What.Function, E.Method),
                                          E.Arguments.size()))
      if (!Known.isPlainAccessor(F, MayThrow))
        return NameOf(F);
  const std::string &Entity = C.P.text(A.How.What.Function, E.Entity);
  for (const Role &Finder : Orm->Roles) {
    if (Finder.Kind != RoleKind::Finder)
      continue;
    for (llvm::StringRef Name : Finder.Pattern.Names)
      if (Name.consume_front(OfEntity) && !Name.contains('*'))
        for (FunctionId F : C.functionsCalled(Entity + "::" + Name.str(),
                                              Finder.Pattern.MinParameters.value_or(0)))
          if (!Known.isPlain(F, Finder.Missing == "throw"))
            return NameOf(F);
  }
  return {};
}

} // namespace nplus1
