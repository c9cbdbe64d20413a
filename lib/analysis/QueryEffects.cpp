//===- QueryEffects.cpp - Queries that are built, and run as text ---------===//
//
// Whether SQL reads or writes is in its text. Where the text is written in the
// program, possibly long before it runs (prepare, bind, execute), its first word
// travels along in the query's value. SQL that cannot be read counts as a write:
// it may be one, and a write per row is no finding.
//
//===----------------------------------------------------------------------===//
#include "analysis/AnalysisInternal.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

#include <algorithm>

using namespace clang;

namespace nplus1 {

namespace {

/// Marks a Constant that holds a statement's first word and its first table.
constexpr llvm::StringRef VerbMark = "sql:";

const StringLiteral *firstLiteral(const Stmt *Node) {
  if (!Node)
    return nullptr;
  if (const auto *Literal = dyn_cast<StringLiteral>(Node))
    return Literal;
  for (const Stmt *Child : Node->children())
    if (const StringLiteral *Found = firstLiteral(Child))
      return Found;
  return nullptr;
}

/// "select" of "  SELECT id FROM …"; empty if no text is written there.
std::string firstWord(const Expr *Sql) {
  const StringLiteral *Literal = firstLiteral(Sql);
  // Wide text is stored as it is in memory; the words of SQL are ASCII.
  if (!Literal)
    return {};
  std::string Word;
  for (unsigned I = 0; I < Literal->getLength(); ++I) {
    uint32_t C = Literal->getCodeUnit(I);
    if (C < 128 && llvm::isAlpha(char(C)))
      Word += llvm::toLower(char(C));
    else if (!Word.empty() || C == '\0')
      break;
    else if (C != ' ' && C != '\n' && C != '\t' && C != '\r' && C != '(')
      return {};
  }
  return Word;
}

/// "book" of "SELECT title FROM book WHERE …": the first table; empty if there is
/// none.
std::string firstTable(const Expr *Sql) {
  const StringLiteral *Literal = firstLiteral(Sql);
  if (!Literal || Literal->getCharByteWidth() != 1)
    return {};
  llvm::StringRef Text = Literal->getString();
  size_t From = Text.find_insensitive(" from ");
  if (From == llvm::StringRef::npos)
    return {};
  Text = Text.drop_front(From + strlen(" from ")).ltrim(" \n\t\"`[");
  return Text.take_while([](char C) { return llvm::isAlnum(C) || C == '_' || C == '.'; }).str();
}

/// Whether \p Word begins a statement; a piece of text may begin with "where".
bool isVerb(llvm::StringRef Word) {
  static const llvm::StringRef Verbs[] = {
      "select", "with",   "values", "show",   "insert",   "update", "delete",   "replace",
      "merge",  "create", "drop",   "alter",  "truncate", "begin",  "commit",   "set",
      "pragma", "call",   "exec",   "vacuum", "lock",     "copy",   "rollback", "grant"};
  return llvm::is_contained(Verbs, Word);
}

bool reads(llvm::StringRef Verb) {
  return Verb == "select" || Verb == "with" || Verb == "values" || Verb == "show";
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
  if (What.Sql.K == Operand::Kind::Argument && What.Sql.Index < Site.ArgumentNodes.size())
    if (std::string Verb = firstWord(Site.ArgumentNodes[What.Sql.Index]); isVerb(Verb))
      Parts.push_back(Values.leaf(
          Value::Kind::Constant, 0,
          intern(VerbMark.str() + Verb + " " + firstTable(Site.ArgumentNodes[What.Sql.Index]))));
  ValueId Refined = Values.add(
      {Value::Kind::Refined, 0, intern(Site.Callee->getNameAsString()), std::move(Parts)});

  if (What.LimitArgument.K == Operand::Kind::Argument &&
      What.LimitArgument.Index < Site.ArgumentNodes.size()) {
    Expr::EvalResult Limit;
    const Expr *Written = Site.ArgumentNodes[What.LimitArgument.Index];
    if (!Written->isValueDependent() && Written->EvaluateAsInt(Limit, Unit.Ast))
      Refined =
          Values.of(Value::Kind::Limited, Refined, Limit.Val.getInt().getLimitedValue(1u << 30));
  } else if (What.Limit) {
    Refined = Values.of(Value::Kind::Limited, Refined, What.Limit);
  }
  if (!What.Into.isNone())
    return putInto(What, Site, Refined);
  // A builder that changes its object refines the variable, too.
  const auto *Method = dyn_cast<CXXMethodDecl>(Site.Callee);
  bool Changes = Method ? !Method->isConst() : BaseNode != nullptr;
  if (Changes && BaseNode)
    change(BaseNode, locationOf(BaseNode), Refined);
  return Refined;
}

ValueId FunctionExtractor::execute(const RoleMatch &Match, CallSite &Site) {
  const Role &What = *Match.What;
  std::string Verb, Table;
  if (What.Sql.K == Operand::Kind::Argument && What.Sql.Index < Site.ArgumentNodes.size())
    if (std::string Word = firstWord(Site.ArgumentNodes[What.Sql.Index]); isVerb(Word)) {
      Verb = Word;
      Table = firstTable(Site.ArgumentNodes[What.Sql.Index]);
    }
  std::vector<ValueId> Keys = keysOf(What, Site);
  // A prepared statement: the text is in what it was built from.
  std::vector<ValueId> Work = Keys;
  Work.push_back(Site.Receiver);
  for (size_t I = 0; Verb.empty() && I < Work.size() && I < 200; ++I) {
    const Value &V = Values[Work[I]];
    llvm::StringRef Text = Unit.Strings.text(V.Name);
    if (V.K == Value::Kind::Constant && Text.consume_front(VerbMark))
      std::tie(Verb, Table) = std::pair(Text.split(' ').first.str(), Text.split(' ').second.str());
    Work.insert(Work.end(), V.Operands.begin(), V.Operands.end());
  }

  // Where no declaration of the profile takes SQL text, running it is a query.
  bool TextDecides = std::any_of(Match.From->Roles.begin(), Match.From->Roles.end(),
                                 [](const Role &R) { return !R.Sql.isNone(); });
  Event E =
      databaseEvent(!TextDecides || reads(Verb) ? Event::Kind::Execute : Event::Kind::Write, Match);
  E.Keys = Keys;
  E.Entity = intern(Table);
  return Values.leaf(Value::Kind::Result, addEvent(std::move(E), Site));
}

} // namespace nplus1
