//===- UnusedPrefetch.cpp - nplus1-unused-prefetch ------------------------===//
//
//   books.selectRelated({"author", "publisher"})   each relation that is named
//   for (book : books) show(book.author())         must be read by some use of
//                                                  the rows; all uses in view
//
// "Nothing reads it" needs more than the other rules ask: see Reach. It cannot
// take back what nplus1-lazy-relation asked for, because a load that this rule
// does not see is either on rows that escaped, or of the same name.
//
//===----------------------------------------------------------------------===//
#include "summary/Reach.h"
#include "summary/rules/Rules.h"

#include "llvm/ADT/StringExtras.h"

#include <algorithm>

namespace nplus1 {

namespace {

/// The eager load rides in the rows' own query.
bool isJoin(const Profile &Orm) {
  return std::any_of(Orm.Fixes.begin(), Orm.Fixes.end(),
                     [](const FixTemplate &Fix) { return Fix.AddsNoQuery; });
}

/// Relations are members that load when they are dereferenced: naming one is no
/// use of it. Else a member with a relation's name is the relation.
bool loadsByMember(const Profile &Orm) {
  return std::any_of(Orm.Roles.begin(), Orm.Roles.end(), [](const Role &R) {
    return R.Kind == RoleKind::Lazy && R.Relation.K == Operand::Kind::Receiver;
  });
}

/// Whether a condition or an order was put on the query anywhere in \p F that
/// could name a joined relation.
bool mayFilterByRelation(const FunctionFacts &F) {
  return std::any_of(F.Values.begin(), F.Values.end(), [&](const Value &V) {
    return V.K == Value::Kind::Refined &&
           std::any_of(V.Operands.begin() + 1, V.Operands.end(),
                       [&](ValueId Part) { return F.Values[Part].K != Value::Kind::Constant; });
  });
}

std::vector<PathStep> stepsIn(llvm::StringRef Path, EventRef By) {
  std::vector<PathStep> Steps;
  for (llvm::StringRef Rest = Path; !Rest.empty();) {
    auto [Step, Tail] = Rest.split('.');
    Steps.push_back({Step.str(), false, By});
    Rest = Tail;
  }
  return Steps;
}

/// A plain name or several, and not a pattern, a selection of columns or "*".
bool isPlain(llvm::StringRef Path) {
  return !Path.empty() && Path.find_if_not([](char C) {
    return llvm::isAlnum(C) || C == '_' || C == '.';
  }) == llvm::StringRef::npos;
}

} // namespace

void findUnusedPrefetches(RuleContext &C, FunctionId In) {
  const FunctionFacts &F = C.P.facts(In);
  for (EventId Id = 0; Id < F.Events.size(); ++Id) {
    const Event &E = F.Events[Id];
    EventRef Ref{In, Id};
    const Role *R = E.K == Event::Kind::Prefetch ? C.P.roleOf(Ref) : nullptr;
    if (!R || R->At == Role::EagerAt::Element || E.Paths.empty() ||
        R->Paths.K == PathSpelling::Kind::Callables) // they go by several names
      continue;
    const Profile &Orm = *C.P.profileOf(Ref);
    if (isJoin(Orm) && mayFilterByRelation(F))
      continue;
    Reach Uses = reachOf(C.P, Ref);
    if (Uses.Escapes || Uses.Loops.empty())
      continue;

    std::set<std::string> Unused;
    for (StringId Name : E.Paths) {
      llvm::StringRef Path = C.P.text(In, Name);
      std::string Last = Path.substr(Path.rfind('.') + 1).str();
      if (isPlain(Path) && !Uses.Loaded.count(Last) &&
          (loadsByMember(Orm) || !Uses.Members.count(Last)))
        Unused.insert(Path.str());
    }
    for (const std::string &Path : Unused) {
      // "author.country" goes with "author".
      bool Within = std::any_of(Unused.begin(), Unused.end(), [&](const std::string &Other) {
        return llvm::StringRef(Path).starts_with(Other + ".");
      });
      if (Within)
        continue;
      LoopRef Reader = *Uses.Loops.begin();
      LinkedFinding Found;
      Found.In = In;
      Access Eager;
      Eager.How.What = Eager.Shown = Ref;
      Eager.How.Chain = {Ref};
      Eager.Root = Reader;
      Eager.Path = stepsIn(Path, Ref);
      Finding &What = Found.What;
      What.Rule = "nplus1-unused-prefetch";
      What.Orm = Orm.Name;
      What.Location = C.P.range(In, E.Where);
      What.Loop = C.P.point(Reader.Function, C.P.loop(Reader).Where);
      C.placeInFunction(What, In);
      What.Element = C.elementName(Reader);
      What.Path = spelled(Eager.Path);
      What.Queries = isJoin(Orm) ? QueryCost{"1", "1", 0} : QueryCost{"2", "1", 0};
      What.Message = "'" + Path + "' is loaded with the rows, and nothing reads it";
      What.Trace = {{What.Loop, "the rows are used here"}};
      Found.Accesses.push_back(std::move(Eager));
      C.Found.push_back(std::move(Found));
    }
  }
}

} // namespace nplus1
