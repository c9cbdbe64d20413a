#include "fix/plan/LoopRows.h"

#include "fix/plan/LoopTexts.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

namespace nplus1 {

namespace {

/// "for (auto rows = f(); auto &row : rows)": the statement in front of the row, with
/// its semicolon and the blanks behind it.
std::optional<Edit> initOf(PlanContext &C, LoopRef L) {
  const Loop &Of = C.P.loop(L);
  if (Of.K != Loop::Kind::RangeFor || !Of.Header.isValid() || Of.Header.InMacro)
    return std::nullopt;
  std::string Written = C.text(L.Function, Of.Header);
  size_t Begin = Written.find('(');
  if (Begin == std::string::npos)
    return std::nullopt;
  while (++Begin < Written.size() && llvm::isSpace(Written[Begin]))
    ;
  int Depth = 0;
  for (size_t At = Begin; At < Written.size(); ++At) {
    char Ch = Written[At];
    if (Ch == '"' || Ch == '\'' || Ch == '/')
      return std::nullopt; // literals and comments are not looked into
    Depth += Ch == '(' || Ch == '{' || Ch == '[';
    Depth -= Ch == ')' || Ch == '}' || Ch == ']';
    if (Ch != ';' || Depth != 0)
      continue;
    size_t End = At + 1;
    while (End < Written.size() && llvm::isSpace(Written[End]))
      ++End;
    return Edit{C.P.text(L.Function, Of.Header.File), Of.Header.Offset + uint32_t(Begin),
                uint32_t(End - Begin), Written.substr(Begin, At + 1 - Begin)};
  }
  return std::nullopt;
}

/// The variables that \p Init declares mean nothing in the rest of the function.
bool isNamedInLoopOnly(PlanContext &C, LoopRef L, const Edit &Init) {
  const FunctionFacts &F = C.P.facts(L.Function);
  const Place &Where = C.P.loop(L).Where;
  std::string Outside =
      C.textAt(Init.File, F.Body.Offset, Where.Offset - F.Body.Offset) + " " +
      C.textAt(Init.File, Where.end(), F.Body.end() - std::min(F.Body.end(), Where.end()));
  std::set<std::string> Used = freeIdentifiers(Outside);
  for (const Parameter &Named : F.Parameters)
    Used.insert(C.P.text(L.Function, Named.Name));
  for (const Variable &Local : F.Variables)
    if (Local.Declaration.Offset >= Init.Offset &&
        Local.Declaration.end() <= Init.Offset + Init.Length &&
        Used.count(C.P.text(L.Function, Local.Name)))
      return false;
  return true;
}

/// The rows of a loop whose header declares them: the declaration is moved.
std::optional<LoopRows> rowsOfInit(PlanContext &C, LoopRef L, const std::string &Range) {
  auto Init = initOf(C, L);
  if (!Init)
    return std::nullopt;
  auto Front = frontOf(C, L, /*Own=*/true);
  if (Front && !Front->MakesBlock && !isNamedInLoopOnly(C, L, *Init))
    Front = blockAround(C, L);
  if (!Front || !visibleAt(C, L, *Front, Init->Text.substr(Init->Text.find('=') + 1)))
    return std::nullopt;
  LoopRows Rows{Range, std::move(Init->Text), std::nullopt, std::move(*Front)};
  Init->Text.clear();
  Rows.InHeader = std::move(*Init);
  return Rows;
}

} // namespace

std::optional<LoopRows> nameRows(PlanContext &C, LoopRef L, const std::set<FunctionId> &Involved,
                                 std::set<std::string> &Taken, std::string &WhyNot, bool ReadOnce) {
  const Loop &Of = C.P.loop(L);
  std::string Range = rangeText(C, L);
  WhyNot = "the rows have no name before the loop";
  bool HasName = isPlainLvalue(Range) ||
                 (Range.size() > 1 && Range[0] == '*' && isPlainLvalue(Range.substr(1)));
  if (HasName && !ReadOnce) {
    for (bool Own : {false, true})
      if (auto Front = frontOf(C, L, Own); Front && visibleAt(C, L, *Front, Range))
        return LoopRows{Range, "", std::nullopt, std::move(*Front)};
    return rowsOfInit(C, L, Range);
  }
  auto Front = frontOf(C, L, /*Own=*/true);
  if (Of.K != Loop::Kind::RangeFor || !Front || !visibleAt(C, L, *Front, Range))
    return std::nullopt;
  LoopRows Rows;
  Rows.Front = std::move(*Front);
  Rows.Name = C.freeName(Involved, {plural(rowName(C, L)), "rows"}, Taken);
  Taken.insert(Rows.Name);
  // A loop variable that may change the rows needs rows that may be changed.
  std::string Header = C.text(L.Function, Of.Header);
  bool ReadOnly = Header.find("const ") < Header.find(':') ||
                  Header.substr(0, Header.find(':')).find('&') == std::string::npos;
  // A view that remembers where it begins can only be read if it may be changed.
  bool IsView = llvm::StringRef(C.P.text(L.Function, Of.RangeClass)).contains("view") ||
                Range.find("views::") != std::string::npos;
  if (ReadOnce)
    Range = "nplus1::stored(" + Range + ")";
  Rows.Declaration = std::string(!Of.RangeTemporary && !ReadOnce
                                     ? "auto &&"
                                     : (ReadOnly && !IsView ? "const auto " : "auto ")) +
                     Rows.Name + " = " + Range + ";";
  Rows.InHeader = {C.P.text(L.Function, Of.RangePlace.File), Of.RangePlace.Offset,
                   Of.RangePlace.Length, Rows.Name};
  return Rows;
}

namespace {

/// The names that the loop's header gives to the parts of a row; none for most
/// loops.
std::vector<std::string> bindingsOf(PlanContext &C, LoopRef L) {
  const Loop &Of = C.P.loop(L);
  std::vector<std::string> Names;
  if (Of.K != Loop::Kind::RangeFor || Of.Variable)
    return Names;
  std::string Written = C.text(L.Function, Of.Header);
  llvm::StringRef Header = Written;
  size_t Open = Header.find('['), Close = Header.find(']');
  if (Open == llvm::StringRef::npos || Header.substr(Open).starts_with("[[") ||
      Close == llvm::StringRef::npos || !Header.drop_front(Close).contains(':'))
    return Names;
  for (llvm::StringRef Name : llvm::split(Header.slice(Open + 1, Close), ','))
    Names.push_back(Name.trim().str());
  return Names;
}

/// The counter or the iterator of \p L: a variable of its header.
const Variable *stepOf(const PlanContext &C, LoopRef L) {
  const Loop &Of = C.P.loop(L);
  if (Of.K != Loop::Kind::Index && Of.K != Loop::Kind::Iterator)
    return nullptr;
  for (const Variable &Local : C.P.facts(L.Function).Variables)
    if (Local.Declaration.isValid() && Local.Declaration.Offset >= Of.Header.Offset &&
        Local.Declaration.end() <= Of.Header.end())
      return &Local;
  return nullptr;
}

void replaceAll(std::string &Code, const std::string &What, const std::string &By) {
  for (size_t At = 0; (At = Code.find(What, At)) != std::string::npos; At += By.size())
    Code.replace(At, What.size(), By);
}

} // namespace

bool visibleAt(PlanContext &C, LoopRef L, const LoopFront &Front, const std::string &Code) {
  std::set<std::string> Used = freeIdentifiers(Code);
  const FunctionFacts &F = C.P.facts(L.Function);
  for (const Variable &Local : F.Variables)
    if (Used.count(C.P.text(L.Function, Local.Name)) && Local.Declaration.Offset >= Front.Offset)
      return false;
  // The rows of loops around this one, behind that place.
  for (LoopId Around = F.Loops[L.Loop].Parent; Around != None; Around = F.Loops[Around].Parent) {
    const Loop &Outer = F.Loops[Around];
    if (Outer.Where.Offset < Front.Offset)
      continue;
    std::vector<std::string> Names = bindingsOf(C, {L.Function, Around});
    if (Outer.Variable)
      Names.push_back(C.P.text(L.Function, Outer.Variable));
    if (llvm::any_of(Names, [&](const std::string &Name) { return Used.count(Name) != 0; }))
      return false;
  }
  return true;
}

std::string rangeText(PlanContext &C, LoopRef L) {
  const Loop &Of = C.P.loop(L);
  Place At = Of.RangePlace;
  bool ByIterators = Of.K == Loop::Kind::Algorithm;
  if (Of.K == Loop::Kind::Iterator && !At.isValid())
    if (const Variable *Step = stepOf(C, L)) {
      At = Step->Initializer;
      ByIterators = true;
    }
  if (At.InMacro)
    return {};
  std::string Range = C.text(L.Function, At);
  if (!ByIterators)
    return Range;
  for (const char *Begin : {"begin()", "cbegin()", "rbegin()", "crbegin()", "constBegin()"})
    for (const char *Access : {".", "->"})
      if (llvm::StringRef Rest = Range; Rest.consume_back(Begin) && Rest.consume_back(Access))
        return (Access[0] == '-' ? "*" : "") + Rest.str();
  return Of.K == Loop::Kind::Iterator ? std::string() : Range;
}

std::string rowPreamble(PlanContext &C, LoopRef L) {
  std::vector<std::string> Bindings = bindingsOf(C, L);
  if (Bindings.empty())
    return {};
  return "const auto& [" + llvm::join(Bindings, ", ") + "] = " + rowName(C, L) + "; ";
}

std::optional<std::string> inTermsOfRow(PlanContext &C, LoopRef L, std::string Code) {
  const FunctionFacts &F = C.P.facts(L.Function);
  const Loop &Of = C.P.loop(L);
  std::string Row = rowName(C, L);
  const Variable *Step = stepOf(C, L);
  constexpr unsigned MaxLocals = 8;
  for (unsigned Round = 0; Round < MaxLocals; ++Round) {
    std::set<std::string> Used = freeIdentifiers(Code);
    const Variable *Found = nullptr;
    for (const Variable &Local : F.Variables)
      if (&Local != Step && Used.count(C.P.text(L.Function, Local.Name)) &&
          Local.Declaration.Offset >= Of.Body.Offset && Local.Declaration.end() <= Of.Body.end())
        Found = Found ? &F.Variables.front() + F.Variables.size() : &Local;
    if (!Found)
      break;
    // Two locals of one name in different blocks: which one is meant is not known.
    if (Found == &F.Variables.front() + F.Variables.size() || Found->Reassigned ||
        !Found->Initializer.isValid() || Found->Initializer.InMacro)
      return std::nullopt;
    std::string Value = C.text(L.Function, Found->Initializer);
    const std::string &Name = C.P.text(L.Function, Found->Name);
    Code = withIdentifier(Code, Name, Code == Name || isPostfix(Value) ? Value : "(" + Value + ")");
  }
  if (Step) {
    const std::string &Name = C.P.text(L.Function, Step->Name);
    std::string Range = rangeText(C, L);
    for (const std::string &Spelled :
         {Range + "[" + Name + "]", Range + ".at(" + Name + ")", "(*" + Name + ")", "*" + Name})
      replaceAll(Code, Spelled, "\1");
    replaceAll(Code, "\1", Row);
    // An iterator's "->" reaches the row itself.
    if (Of.K == Loop::Kind::Iterator)
      replaceAll(Code, Name + "->", Row + ".");
    if (freeIdentifiers(Code).count(Name))
      return std::nullopt;
  }
  replaceAll(Code, "(*" + Row + ").", Row + "->");
  std::set<std::string> Used = freeIdentifiers(Code);
  bool NamesRow = Used.count(Row) != 0;
  std::vector<std::string> Bindings = bindingsOf(C, L);
  for (const std::string &Part : Bindings)
    NamesRow |= Used.count(Part) != 0;
  if (!NamesRow || Used.count("this"))
    return std::nullopt;
  auto IsRow = [&](const std::string &Name) {
    return Name == Row || llvm::is_contained(Bindings, Name);
  };
  for (const Variable &Local : F.Variables)
    if (const std::string &Name = C.P.text(L.Function, Local.Name);
        Used.count(Name) && !IsRow(Name))
      return std::nullopt;
  for (const Parameter &Other : F.Parameters)
    if (Used.count(C.P.text(L.Function, Other.Name)))
      return std::nullopt;
  return Code;
}

} // namespace nplus1
