//===- QueryEffects.cpp - Queries that are built, and run as text ---------===//
//
// Whether SQL reads or writes is in its text. Where the text is written in the
// program, possibly long before it runs (prepare, bind, execute), what it does
// travels along in the query's value. SQL that is not written in the function is a
// Statement: a caller or a member may have its text. Where nobody has, it may write,
// and a write per row is no finding.
//
//===----------------------------------------------------------------------===//
#include "analysis/AnalysisInternal.h"
#include "analysis/SqlText.h"

#include "llvm/ADT/DenseSet.h"
#include "llvm/ADT/STLExtras.h"

#include <algorithm>

using namespace clang;

namespace nplus1 {

namespace {

/// A text is put together from so many variables at most.
constexpr unsigned MaxTextDepth = 8;

/// The words of SQL are ASCII, whatever the text is made of.
std::string plainText(const StringLiteral &Literal) {
  std::string Text;
  for (unsigned I = 0; I < Literal.getLength(); ++I) {
    uint32_t C = Literal.getCodeUnit(I);
    Text += C < 128 ? char(C) : '?';
  }
  return Text;
}

/// The first statement that \p Node is made of, through the variables that hold its
/// beginning. Nothing if there is no text at all.
std::optional<SqlStatement> firstText(const Stmt *Node, const VariableUses &Uses, unsigned Depth) {
  if (!Node || Depth > MaxTextDepth)
    return std::nullopt;
  if (const auto *Literal = dyn_cast<StringLiteral>(Node))
    return readSql(plainText(*Literal));
  const ValueDecl *Named = nullptr;
  if (const auto *Reference = dyn_cast<DeclRefExpr>(Node))
    Named = Reference->getDecl();
  else if (const auto *Member = dyn_cast<MemberExpr>(Node))
    Named = Member->getMemberDecl();
  llvm::SmallVector<const Expr *, 4> Written;
  if (const auto *Variable = dyn_cast_or_null<VarDecl>(Named)) {
    if (const Expr *Initial = Variable->getAnyInitializer())
      Written.push_back(Initial);
    if (auto It = Uses.Texts.find(Variable); It != Uses.Texts.end())
      Written.append(It->second.begin(), It->second.end());
  } else if (const auto *Field = dyn_cast_or_null<FieldDecl>(Named);
             Field && Field->hasInClassInitializer() && Field->getType().isConstQualified()) {
    Written.push_back(Field->getInClassInitializer());
  }
  // One variable for several statements: if one writes, it may be that one.
  std::optional<SqlStatement> Found;
  for (const Expr *Text : Written)
    if (auto Read = firstText(Text, Uses, Depth + 1);
        Read && Read->isKnown() && (!Found || !Read->reads()))
      Found = Read;
  if (Found)
    return Found;
  for (const Stmt *Child : Node->children())
    if (auto Read = firstText(Child, Uses, Depth))
      return Read;
  return std::nullopt;
}

} // namespace

ValueId FunctionExtractor::putInto(const Role &By, const CallSite &Site, ValueId What) {
  if (By.Into.K != Operand::Kind::Argument || By.Into.Index >= Site.ArgumentNodes.size())
    return What;
  const Expr *Target = Site.ArgumentNodes[By.Into.Index];
  change(Target, locationOf(Target), What);
  return Values.derived({What});
}

ValueId FunctionExtractor::build(const RoleMatch &Match, CallSite &Site) {
  const Role &What = *Match.What;
  // What is refined: the receiver, or an argument of a C function. A constructor
  // makes a query out of nothing, and so does a method of a session.
  const Expr *BaseNode = What.Context.K == Operand::Kind::Receiver ? nullptr : Site.ReceiverNode;
  if (What.From.K == Operand::Kind::Argument && What.From.Index < Site.ArgumentNodes.size())
    BaseNode = Site.ArgumentNodes[What.From.Index];
  std::vector<ValueId> Parts{BaseNode ? operand(What.From, Site, Site.Receiver)
                                      : Values.leaf(Value::Kind::Constant)};
  Parts.insert(Parts.end(), Site.Arguments.begin(), Site.Arguments.end());
  if (SqlStatement Sql = sqlOf(What, Site); Sql.isKnown())
    Parts.push_back(Values.leaf(Value::Kind::Constant, 0, intern(sqlMark(Sql))));
  ValueId Refined = Values.add(
      {Value::Kind::Refined, 0, intern(Site.Callee->getNameAsString()), std::move(Parts)});

  if (auto Limit = limitOf(What, Site))
    Refined = Values.of(Value::Kind::Limited, Refined, *Limit);
  if (!What.Into.isNone())
    return putInto(What, Site, Refined);
  // A builder that changes its object refines the variable, too.
  const auto *Method = dyn_cast<CXXMethodDecl>(Site.Callee);
  bool Changes = Method ? !Method->isConst() : BaseNode != nullptr;
  if (Changes && BaseNode)
    change(BaseNode, locationOf(BaseNode), Refined);
  // A class derived from the statement's: the object itself is refined.
  if (Changes && BaseNode && isa<CXXThisExpr>(BaseNode->IgnoreParenImpCasts()))
    Facts.Stores.push_back({0, Refined});
  return Refined;
}

SqlStatement FunctionExtractor::sqlOf(const Role &What, const CallSite &Site) const {
  if (What.Sql.K != Operand::Kind::Argument || What.Sql.Index >= Site.ArgumentNodes.size())
    return {};
  return firstText(Site.ArgumentNodes[What.Sql.Index], Uses, 0).value_or(SqlStatement());
}

/// A prepared statement: the text is in what it was built from.
SqlStatement FunctionExtractor::preparedSql(std::vector<ValueId> From) const {
  constexpr size_t MaxParts = 200;
  for (size_t I = 0; I < From.size() && I < MaxParts; ++I) {
    const Value &V = Values[From[I]];
    if (V.K == Value::Kind::Constant)
      if (SqlStatement Sql = ofSqlMark(Unit.Strings.text(V.Name)); Sql.isKnown())
        return Sql;
    From.insert(From.end(), V.Operands.begin(), V.Operands.end());
  }
  return {};
}

bool FunctionExtractor::dependsOn(ValueId What, ValueId On) const {
  llvm::DenseSet<ValueId> Seen{What};
  std::vector<ValueId> Work{What};
  auto Add = [&](llvm::ArrayRef<ValueId> More) {
    llvm::copy_if(More, std::back_inserter(Work), [&](ValueId V) { return Seen.insert(V).second; });
  };
  for (size_t I = 0; I < Work.size() && Work[I] != On; ++I) {
    const Value &V = Values[Work[I]];
    Add(V.Operands);
    if (V.K == Value::Kind::Result) {
      Add(Facts.Events[V.Index].Keys);
      Add(Facts.Events[V.Index].Arguments);
      Add(Facts.Events[V.Index].Receiver);
    }
  }
  return Seen.contains(On);
}

ValueId FunctionExtractor::execute(const RoleMatch &Match, CallSite &Site) {
  const Role &What = *Match.What;
  // An object for statements that is made without one: nothing runs.
  if (isa<CXXConstructExpr>(Site.Node) && What.Sql.K == Operand::Kind::Argument &&
      What.Sql.Index >= Site.ArgumentNodes.size())
    return Values.leaf(Value::Kind::List);
  std::vector<ValueId> Keys = keysOf(What, Site);
  for (size_t I = 0, Given = Keys.size(); I < Given; ++I)
    addReferred(Keys[I], Match.From, Keys);
  // "sql << text, use(a), use(b)" is one statement, with one value more.
  if (const Value &Before = Values[Site.Receiver]; Before.K == Value::Kind::Result) {
    Event &Begun = Facts.Events[Before.Index];
    if ((Begun.K == Event::Kind::Execute || Begun.K == Event::Kind::Write ||
         Begun.K == Event::Kind::Statement) &&
        Begun.Profile == intern(Match.From->Name) && &Match.From->Roles[Begun.Role] == Match.What) {
      // Not what the statement itself made of its values so far.
      llvm::copy_if(Keys, std::back_inserter(Begun.Keys),
                    [&](ValueId Key) { return !dependsOn(Key, Site.Receiver); });
      Begun.Where = Unit.Places.of(Site.Node);
      return Site.Receiver;
    }
  }
  SqlStatement Sql = sqlOf(What, Site);
  if (!Sql.isKnown()) {
    std::vector<ValueId> From = Keys;
    From.push_back(Site.Receiver);
    Sql = preparedSql(std::move(From));
  }

  // Where no declaration of the profile takes SQL text, running it is a query.
  bool TextDecides = std::any_of(Match.From->Roles.begin(), Match.From->Roles.end(),
                                 [](const Role &R) { return !R.Sql.isNone(); });
  Event::Kind Kind = !TextDecides || Sql.reads() ? Event::Kind::Execute
                     : Sql.isKnown()             ? Event::Kind::Write
                                                 : Event::Kind::Statement;
  Event E = databaseEvent(Kind, Match);
  E.Keys = Keys;
  E.Entity = intern(Sql.Table);
  EventId Id = addEvent(std::move(E), Site);
  // The statement now has the rows.
  if (Location At = Site.ReceiverNode && What.Key.K == Operand::Kind::Receiver
                        ? locationOf(Site.ReceiverNode)
                        : Location();
      At.isValid())
    Env.set(At, Values.add({Value::Kind::Rows, Id, 0, {Site.Receiver}}));
  return Values.leaf(Value::Kind::Result, Id);
}

/// while (query.next()), and of a C API, which takes the statement as an argument and
/// runs it when it is first asked: while (step(statement) == ROW).
ValueId FunctionExtractor::advance(const RoleMatch &Match, CallSite &Site) {
  const Operand &Key = Match.What->Key;
  const bool Runs = Key.K == Operand::Kind::Argument;
  const Expr *Node = Site.ReceiverNode;
  if (Runs)
    Node = Key.Index < Site.ArgumentNodes.size() ? Site.ArgumentNodes[Key.Index] : nullptr;
  Location At = Node ? locationOf(Node) : Location();
  ValueId Statement = Runs ? operand(Key, Site, 0) : Site.Receiver;
  const Value Was = Values[Statement];

  // A query of this very turn is not what the loop goes through.
  auto Born = BornIn.find(dyn_cast_or_null<VarDecl>(At.Variable));
  bool OfThisTurn = (Born != BornIn.end() && Born->second == CurrentLoop) ||
                    ((Was.K == Value::Kind::Rows || Was.K == Value::Kind::Result) &&
                     Facts.Events[Was.Index].Loop == CurrentLoop);
  bool GoesThrough = CurrentLoop != None && At.isValid() && !OfThisTurn && (InHead || !Runs) &&
                     Was.K != Value::Kind::Element && !Facts.Loops[CurrentLoop].Range;
  ValueId Answer = 0;
  if (Runs) {
    LoopId Inside = CurrentLoop;
    if (GoesThrough) // once, before the first turn
      CurrentLoop = Facts.Loops[Inside].Parent;
    Answer = execute(Match, Site);
    CurrentLoop = Inside;
  }
  if (GoesThrough) {
    // Inside the loop the cursor is its current row.
    ValueId Rows =
        Was.K == Value::Kind::Carried && Was.Index == CurrentLoop ? Was.Operands[0] : Statement;
    if (Values[Answer].K == Value::Kind::Result)
      Rows = Values.add({Value::Kind::Rows, Values[Answer].Index, 0, {Rows}});
    setRange(CurrentLoop, Rows, Node);
    Facts.Loops[CurrentLoop].K = Loop::Kind::Cursor;
    Env.set(At, Values.of(Value::Kind::Element, Rows, CurrentLoop));
  }
  return Runs ? Answer : Values.derived({Site.Receiver});
}

} // namespace nplus1
