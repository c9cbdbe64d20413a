#include "fix/plan/LoopRows.h"
#include "fix/plan/LoopTexts.h"
#include "fix/plan/MapLookupPlanner.h"
#include "fix/plan/RowSession.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/Regex.h"

#include <algorithm>

namespace nplus1 {

bool MapLookupPlanner::nameLoopRows() {
  bool ReadOnce = llvm::is_contained(Template.NotOver, C.P.text(Root.Function, Loop.RangeClass));
  auto Named = nameRows(C, Root, Involved, TakenNames, WhyNot, ReadOnce);
  if (!Named)
    return false;
  Rows = Named->Name;
  Front = Named->Front;
  if (!Named->Declaration.empty())
    Statements.push_back(Named->Declaration);
  if (const std::optional<Edit> &Change = Named->InHeader)
    Pieces.push_back({Change->File, Change->Offset, Change->Length, Change->Text});
  return true;
}

bool MapLookupPlanner::writeStatements() {
  if (!nameLoopRows())
    return false;
  for (size_t N = 0; N < Nodes.size(); ++N) {
    if (batchOf(N) != N)
      continue;
    std::string Context;
    std::string Text = Nodes[N].Generic ? Template.GenericStatement : Template.Statement;
    if (llvm::StringRef(Text).contains("{context}") && !contextOf(N, Context))
      return false;
    if (Text.empty())
      return no("the ORM's profile has no fix for keys of several types");
    if (llvm::StringRef(Text).contains("{session}")) {
      std::string Session = sessionOfRows(C, *Findings.front(), Front);
      if (Session.empty())
        return no("the session of the rows has no name before the loop");
      Text = filled(Text, {{"session", Session}});
    }
    if (Template.FreshObject) {
      std::string Construction;
      if (!constructionOf(N, Construction))
        return false;
      Text = filled(Text, {{"construction", Construction}});
    }
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
    // A row that the header takes apart is taken apart for its key, too.
    std::string Preamble = rowPreamble(C, Root);
    bool OfRow = Nodes[N].Generic || Nodes[N].Parent == NoParent;
    if (size_t At = Text.find("return {key}"); OfRow && At != std::string::npos)
      Text.insert(At, Preamble);
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

/// "Mapper<User> mapper(client)", "mapper{client}", "Mapper<User>(client)", "mapper()":
/// the one name or nothing that an object is made of.
static std::optional<std::string> constructorArgument(llvm::StringRef Code) {
  static const llvm::Regex Construction("^[A-Za-z_0-9:]+(<[A-Za-z_0-9:, ]*>)?( *[A-Za-z_0-9]+)?"
                                        "[({] *([A-Za-z_0-9]*) *[)}]$");
  llvm::SmallVector<llvm::StringRef> Parts;
  return Construction.match(Code, &Parts) ? std::optional(Parts[3].str()) : std::nullopt;
}

std::optional<std::string> MapLookupPlanner::madeOf(FunctionId In, const std::string &Object,
                                                    const std::string &Method) {
  if (auto Argument = constructorArgument(Object))
    return Argument;
  const FunctionFacts &F = C.P.facts(In);
  std::string Body = C.text(In, F.Body);
  for (const Variable &Local : F.Variables) {
    if (C.P.text(In, Local.Name) != Object || Local.Reassigned || Local.IsParameter ||
        Local.Declaration.InMacro)
      continue;
    // Only lookups: whatever else is called may refine the next one.
    bool OnlyLookups = llvm::all_of(usesOf(Body, Object), [&](size_t At) {
      return F.Body.Offset + At < Local.Declaration.end() ||
             llvm::StringRef(Body).drop_front(At + Object.size()).starts_with("." + Method + "(");
    });
    if (!OnlyLookups)
      return std::nullopt;
    std::string Declared = C.text(In, Local.Declaration);
    if (!Local.Initializer.isValid() && llvm::StringRef(Declared).ends_with(Object))
      return std::string();
    auto Argument = constructorArgument(Declared);
    return Argument ? Argument : constructorArgument(C.text(In, Local.Initializer));
  }
  return std::nullopt;
}

bool MapLookupPlanner::constructionOf(size_t N, std::string &Text) {
  bool First = true;
  for (const Access *A : Nodes[N].Accesses) {
    FunctionId In = A->How.What.Function;
    const Event &E = C.P.event(A->How.What);
    // "current()" calls a function, "Users()" makes an object.
    bool IsCall = C.P.facts(In).Values[E.Receiver].K == Value::Kind::Result ||
                  llvm::any_of(C.P.facts(In).Events, [&](const Event &Other) {
                    return Other.K == Event::Kind::Call &&
                           Other.Where.File == E.ReceiverPlace.File &&
                           Other.Where.Offset == E.ReceiverPlace.Offset &&
                           Other.Where.Length == E.ReceiverPlace.Length;
                  });
    auto Made = E.ReceiverPlace.InMacro || IsCall
                    ? std::nullopt
                    : madeOf(In, C.text(In, E.ReceiverPlace), C.P.text(In, E.Method));
    // What it is made of has its name in the loop's function, and is the same all along.
    const FunctionFacts &F = C.P.facts(Root.Function);
    bool Changes =
        Made && !Made->empty() &&
        (In != Root.Function || !visibleAt(C, Root, Front, *Made) || *Made == rowName(C, Root) ||
         llvm::any_of(F.Variables, [&](const Variable &Local) {
           return C.P.text(Root.Function, Local.Name) == *Made && Local.Reassigned;
         }));
    if (!Made || Changes || (!First && Text != *Made))
      return no("the object that one lookup asks is not new, or not made of one variable");
    Text = std::move(*Made);
    First = false;
  }
  return true;
}

bool MapLookupPlanner::isOfOneSession(size_t N) const {
  while (!WithContext.count(batchOf(N)) && Nodes[N].Parent != NoParent)
    N = Nodes[N].Parent;
  if (WithContext.count(batchOf(N)))
    return true;
  TermId Range = C.T.of(Root.Function, Loop.Range);
  while (C.T[Range].K == Value::Kind::Prefetched || C.T[Range].K == Value::Kind::Limited)
    Range = C.T[Range].Operands.front();
  return C.T[Range].K == Value::Kind::Rows;
}

bool MapLookupPlanner::sessionOf(const Access &A, std::string &Text, TermId &Session) {
  const Role *R = C.P.roleOf(A.How.What);
  const Event &E = C.P.event(A.How.What);
  bool ByArgument = R && R->Context.K == Operand::Kind::Argument;
  bool ByReceiver = R && R->Context.K == Operand::Kind::Receiver && E.K == Event::Kind::Find;
  if (!ByArgument && !ByReceiver)
    return true;
  if (ByArgument && R->Context.Index >= std::min(E.ArgumentPlaces.size(), E.Arguments.size()))
    return no("the session of one lookup is not written at the call");
  const Place &At = ByArgument ? E.ArgumentPlaces[R->Context.Index] : E.ReceiverPlace;
  if (!At.isValid() || At.InMacro)
    return no("the session of one lookup is not written at the call");
  auto Named = atLoop(C, A, A.How.Chain.size() - 1, C.text(A.How.What.Function, At));
  if (!Named || !isPlainLvalue(*Named) || !visibleAt(C, Root, Front, *Named) ||
      freeIdentifiers(*Named).count(rowName(C, Root)))
    return no("the session of one lookup has no name before the loop");
  Text = (ByReceiver && E.ReceiverArrow ? "*" : "") + *Named;
  Session = C.T.of(A.How.What.Function, ByArgument ? E.Arguments[R->Context.Index] : E.Receiver);
  for (size_t I = A.How.Chain.size() - 1; I > 0; --I)
    Session = C.T.bind(Session, C.T.bindingOf(A.How.Chain[I - 1]));
  return true;
}

bool MapLookupPlanner::contextOf(size_t N, std::string &Context) {
  bool First = true;
  for (size_t Same = 0; Same < Nodes.size(); ++Same) {
    if (batchOf(Same) != N)
      continue;
    for (const Access *A : Nodes[Same].Accesses) {
      std::string Text;
      TermId Session{};
      if (!sessionOf(*A, Text, Session))
        return false;
      if (!Text.empty() && C.T.variesIn(Session, Root))
        return no("the session of one lookup changes in the loop");
      if (!First && Text != Context && !Text.empty() && !Context.empty())
        return no("the lookups run on different sessions");
      Context = Text.empty() ? Context : Text;
      First = false;
    }
  }
  return true;
}

} // namespace nplus1
