#include "fix/plan/LoopRows.h"
#include "fix/plan/LoopTexts.h"
#include "fix/plan/MapLookupPlanner.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

#include <algorithm>
#include <iterator>

namespace nplus1 {

/// "*order->itemId()": batches take what may be null as it is, so that the key of a
/// row that the loop would have left out can be asked for.
static std::string withoutDereference(std::string Key) {
  if (Key.size() > 1 && Key[0] == '*' && isPostfix(Key.substr(1)))
    return Key.substr(1);
  llvm::StringRef Rest = Key;
  if (isPostfix(Key) && Rest.consume_back(".value()"))
    return Rest.str();
  return Key;
}

bool MapLookupPlanner::keyOf(size_t N, std::string &Element, std::string &Key) {
  const LoadNode &Node = Nodes[N];
  Element = Node.Parent == NoParent ? rowName(C, Root) : lowerFirst(Nodes[Node.Parent].EntityName);
  for (const Access *A : Node.Accesses) {
    std::string Text;
    const Event &E = C.P.event(A->How.What);
    if (E.K == Event::Kind::Load) {
      const Role *R = C.P.roleOf(A->How.What);
      if (!R || R->KeyText.empty())
        return no("the key of '" + Node.Relation + "' cannot be read without a query");
      bool Arrow = E.ReceiverPlace.isValid() ? E.ReceiverArrow : true;
      auto Read = Node.Parent == NoParent ? keyAsRead(*A, *R) : std::nullopt;
      bool IsObject = R->Relation.K == Operand::Kind::Receiver;
      std::string Object = Element;
      if (!Read && IsObject &&
          (Node.Parent == NoParent || E.ReceiverPlace.InMacro ||
           !lookupKeyOfLoaded(*A, Node.Parent, Element, E.ReceiverPlace, Object)))
        return no("the key of '" + Node.Relation + "' cannot be written before the loop");
      Text = Read ? *Read
                  : filled(R->KeyText, {{"object", Object},
                                        {"access", Arrow ? "->" : "."},
                                        {"name", C.P.text(A->How.What.Function, E.Method)}});
      gradeKey(N, *A, Element, Text);
    } else if (!lookupKey(N, *A, Element, Text)) {
      return false;
    }
    if (!Key.empty() && Key != Text)
      return no("the same rows are looked up by different keys");
    Key = Text;
  }
  return true;
}

std::optional<std::string> MapLookupPlanner::keyAsRead(const Access &A, const Role &R) {
  const Event &E = C.P.event(A.How.What);
  FunctionId In = A.How.What.Function;
  if (!E.ReceiverPlace.isValid() || E.ReceiverPlace.InMacro ||
      C.text(In, E.ReceiverPlace) == C.text(In, E.Where))
    return std::nullopt;
  std::string Object = C.text(In, E.ReceiverPlace);
  if (isPrefixed(Object))
    Object = "(" + Object + ")";
  std::string Written = filled(R.KeyText, {{"object", Object},
                                           {"access", E.ReceiverArrow ? "->" : "."},
                                           {"name", C.P.text(In, E.Method)}});
  auto Named = atLoop(C, A, A.How.Chain.size() - 1, std::move(Written));
  return Named ? inTermsOfRow(C, Root, *Named) : std::nullopt;
}

/// How many characters \p Text, from its beginning, has of \p Form, blanks aside; nothing
/// if it does not begin so.
static std::optional<size_t> sizeOf(llvm::StringRef Form, llvm::StringRef Text) {
  size_t At = 0;
  for (char Expected : Form) {
    while (At < Text.size() && llvm::isSpace(Text[At]))
      ++At;
    if (llvm::isSpace(Expected))
      continue;
    if (At == Text.size() || Text[At] != Expected)
      return std::nullopt;
    ++At;
  }
  return At;
}

/// Where {key} of \p Form stands in \p Text, which is at \p At.
static std::optional<Place> keyInForm(llvm::StringRef Form, const std::string &Text, Place At) {
  auto [Head, Tail] = Form.split("{key}");
  auto Begin = sizeOf(Head, Text);
  auto Reversed = [](llvm::StringRef Code) {
    return std::string(std::make_reverse_iterator(Code.end()),
                       std::make_reverse_iterator(Code.begin()));
  };
  auto Behind = sizeOf(Reversed(Tail), Reversed(Text));
  if (!Begin || !Behind || *Begin + *Behind >= Text.size())
    return std::nullopt;
  llvm::StringRef Key = llvm::StringRef(Text).slice(*Begin, Text.size() - *Behind);
  At.Offset += uint32_t(*Begin + Key.size() - Key.ltrim().size());
  At.Length = uint32_t(Key.trim().size());
  return At;
}

std::optional<Place> MapLookupPlanner::keyPlace(const Access &A) {
  const Role *R = C.P.roleOf(A.How.What);
  const Event &E = C.P.event(A.How.What);
  if (!R || R->Key.K != Operand::Kind::Argument || R->Key.Index >= E.ArgumentPlaces.size() ||
      E.ArgumentPlaces[R->Key.Index].InMacro)
    return std::nullopt;
  const Place &Argument = E.ArgumentPlaces[R->Key.Index];
  if (Template.KeyForms.empty())
    return Argument;
  std::string Text = C.text(A.How.What.Function, Argument);
  for (const std::string &Form : Template.KeyForms)
    if (auto Key = keyInForm(Form, Text, Argument))
      return Key;
  return std::nullopt;
}

bool MapLookupPlanner::lookupKey(size_t N, const Access &A, const std::string &Element,
                                 std::string &Text) {
  size_t Parent = Nodes[N].Parent;
  std::optional<Place> At = keyPlace(A);
  if (!At)
    return no("the key of one lookup is not an argument of its own");
  std::string Written = C.text(A.How.What.Function, *At);
  if (Parent == NoParent) {
    if (A.How.Keys.empty() || !isOfElement(C.T, A.How.Keys.front(), Root))
      return no("the key of one lookup depends on more than the row");
    auto Named = atLoop(C, A, A.How.Chain.size() - 1, Written);
    if (Named)
      Named = inTermsOfRow(C, Root, *Named);
    if (!Named)
      return no("the key of one lookup cannot be written before the loop");
    Text = withoutDereference(std::move(*Named));
  } else if (!lookupKeyOfLoaded(A, Parent, Element, *At, Text)) {
    return false;
  }
  gradeKey(N, A, Element, Text);
  return true;
}

bool MapLookupPlanner::lookupKeyOfLoaded(const Access &A, size_t Parent, const std::string &Element,
                                         const Place &At, std::string &Text) {
  FunctionId In = A.How.What.Function;
  auto Contains = [](const Place &Outer, const Place &Inner) {
    return Inner.isValid() && Outer.File == Inner.File && Outer.Offset <= Inner.Offset &&
           Inner.end() <= Outer.end();
  };
  Text = C.text(In, At);
  bool Named = false;
  for (const Access *Above : Nodes[Parent].Accesses) {
    const Place &Loaded = C.P.event(Above->How.What).Where;
    if (Above->How.What.Function != In || Loaded.InMacro)
      continue;
    if (Contains(At, Loaded)) {
      Text.replace(Loaded.Offset - At.Offset, Loaded.Length, Element);
      Named = true;
      break;
    }
    for (const Variable &Local : C.P.facts(In).Variables)
      if (const std::string &Name = C.P.text(In, Local.Name);
          Contains(Local.Initializer, Loaded) && freeIdentifiers(Text).count(Name)) {
        Text = withIdentifier(Text, Name, Element);
        Named = true;
      }
    if (Named)
      break;
  }
  if (!Named)
    return no("the key of one lookup cannot be written before the loop");
  std::set<std::string> Used = freeIdentifiers(Text);
  Used.erase(Element);
  auto IsUsed = [&](uint32_t Name) { return Used.count(C.P.text(In, Name)) != 0; };
  const FunctionFacts &F = C.P.facts(In);
  if (llvm::any_of(F.Variables, [&](const Variable &V) { return IsUsed(V.Name); }) ||
      llvm::any_of(F.Parameters, [&](const Parameter &P) { return IsUsed(P.Name); }) ||
      Used.count(rowName(C, Root)) || Used.count("this"))
    return no("the key of one lookup depends on more than the loaded row");
  return true;
}

const Access *MapLookupPlanner::tagged(const Access &A) const {
  if (tagCondition(C.T, A))
    return &A;
  for (const LinkedFinding *Found : Findings)
    if (const Access *Sibling = taggedSibling(C.T, *Found, A))
      return Sibling;
  return nullptr;
}

bool MapLookupPlanner::tagText(const Access &A, std::string &Text) {
  const Access *By = tagged(A);
  if (!By)
    return no("the type of a row cannot be written before the loop");
  const Condition *Case = tagCondition(C.T, *By);
  if (Case->Id == None) // a search in a table picks
    return no("the type of a row cannot be written before the loop");
  size_t Level = 0;
  for (size_t I = 0; I < By->How.Chain.size(); ++I)
    if (By->How.Chain[I].Function == Case->Function)
      Level = I;
  const Guard &Test = C.P.facts(Case->Function).Guards[Case->Id];
  auto Tag = Test.ConditionPlace.isValid() && !Test.ConditionPlace.InMacro
                 ? atLoop(C, *By, Level, C.text(Case->Function, Test.ConditionPlace))
                 : std::nullopt;
  if (Tag)
    Tag = inTermsOfRow(C, Root, *Tag);
  if (!Tag || !isOfElement(C.T, Case->What, Root))
    return no("the type of a row cannot be written before the loop");
  Text = *Tag;
  gradeTag(*By, *Case, Text);
  return true;
}

bool MapLookupPlanner::checkTags() {
  // Tags are pooled over the keys of the row, so each may stand for one type only.
  std::map<std::string, std::string> TypeOf;
  for (const LoadNode &Node : Nodes) {
    if (Node.AlsoFallsThrough)
      return no("one branch of the type falls through into the next");
    for (llvm::StringRef Tags : Node.Tags)
      for (llvm::StringRef Tag : llvm::split(Tags, ", ")) {
        if (Tag.contains("..."))
          return no("the type of one branch is told by a range of tags, not by single ones");
        auto [It, New] = TypeOf.try_emplace(Tag.str(), Node.EntityName);
        if (!New && It->second != Node.EntityName)
          return no("the tag '" + Tag.str() + "' stands for different types");
      }
  }
  return true;
}

bool MapLookupPlanner::checkKeysOfTags(const std::map<std::string, std::set<std::string>> &KeysOf) {
  // One key that several tests are about: what each yields is another kind of tag.
  std::map<std::string, std::string> TagOf;
  for (const auto &[Tag, Keys] : KeysOf)
    for (const std::string &Key : Keys) {
      if (!TagOf.try_emplace(Key, Tag).second)
        return no("the type of one key is told by several tests");
      if (Keys.size() > 1 && MayFail.count(Key))
        return no("'" + Key + "' is there in the rows of one type only");
    }
  return true;
}

bool MapLookupPlanner::genericParts(std::string &Types, std::string &Keys) {
  if (!checkTags())
    return false;
  std::vector<std::string> Seen;
  std::map<std::string, std::set<std::string>> KeysOf;
  std::string Last;
  for (size_t N = 0; N < Nodes.size(); ++N) {
    const LoadNode &Node = Nodes[N];
    if (!Node.Generic)
      continue;
    std::string Tags;
    for (const std::string &Tag : Node.Tags)
      Tags += (Tags.empty() ? "" : ", ") + Tag;
    if (Node.OtherTags) {
      if (!Last.empty())
        return no("more than one type is loaded for the tags that are not named");
      Tags += (Tags.empty() ? "" : ", ") + std::string("nplus1::other_tags");
    }
    std::string Type = filled(Template.GenericType, {{"entity", Node.Entity}, {"tag", Tags}});
    if (Node.OtherTags)
      Last = Type; // it takes what the types before it leave
    else
      Types += (Types.empty() ? "" : ",\n    ") + Type;
    for (const Access *A : Node.Accesses) {
      std::string Tag, Key;
      if (!tagText(*A, Tag) || !lookupKey(N, *A, rowName(C, Root), Key))
        return false;
      KeysOf[Tag].insert(Key);
      std::string Callable = Template.GenericKey;
      if (size_t At = Callable.find("return "); At != std::string::npos)
        Callable.insert(At, rowPreamble(C, Root));
      std::string Item =
          filled(Callable, {{"element", rowName(C, Root)}, {"tag", Tag}, {"key", Key}});
      if (std::find(Seen.begin(), Seen.end(), Item) == Seen.end()) {
        Seen.push_back(Item);
        Keys += (Keys.empty() ? "" : ",\n    ") + Item;
      }
    }
  }
  if (!checkKeysOfTags(KeysOf))
    return false;
  if (!Last.empty() && KeysOf.size() > 1)
    return no("one of several generic keys has a branch for tags that are not named");
  if (!Last.empty())
    Types += (Types.empty() ? "" : ",\n    ") + Last;
  return true;
}

} // namespace nplus1
