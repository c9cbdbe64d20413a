#include "fix/plan/LoopTexts.h"

#include <algorithm>

namespace nplus1 {

/// Turns \p Code of \p Lambda, which \p Call runs in place, into that of the function
/// around it: its locals are what they were set to, and the parameter that is the row
/// of an algorithm is called so.
static bool outOfLambda(PlanContext &C, const Access &A, FunctionId Lambda, EventRef Call,
                        std::string &Code) {
  const FunctionFacts &Facts = C.P.facts(Lambda);
  for (size_t Round = 0; Round <= Facts.Variables.size(); ++Round)
    for (const Variable &Local : Facts.Variables) {
      const std::string &Name = C.P.text(Lambda, Local.Name);
      if (!freeIdentifiers(Code).count(Name))
        continue;
      if (Local.Reassigned || !Local.Initializer.isValid() || Local.Initializer.InMacro ||
          Round == Facts.Variables.size())
        return false;
      std::string Value = C.text(Lambda, Local.Initializer);
      Code =
          withIdentifier(Code, Name, Code == Name || isPostfix(Value) ? Value : "(" + Value + ")");
    }
  if (Call.Function != A.Root.Function || C.P.loop(A.Root).K != Loop::Kind::Algorithm)
    return true;
  std::set<std::string> Used = freeIdentifiers(Code);
  const std::string *Row = nullptr;
  for (const Parameter &P : Facts.Parameters)
    if (const std::string &Name = C.P.text(Lambda, P.Name); !Name.empty() && Used.count(Name)) {
      if (Row)
        return false;
      Row = &Name;
    }
  if (Row)
    Code = withIdentifier(Code, *Row, rowName(C, A.Root));
  return true;
}

std::optional<std::string> atLoop(PlanContext &C, const Access &A, size_t Level, std::string Code) {
  for (size_t I = Level; I > 0; --I) {
    FunctionId Helper = A.How.Chain[I].Function;
    EventRef Call = A.How.Chain[I - 1];
    const FunctionFacts &Facts = C.P.facts(Helper);
    if (C.P.event(Call).InPlace) {
      // A lambda of the loop's own function: same names, but for its own.
      if (!outOfLambda(C, A, Helper, Call, Code))
        return std::nullopt;
      continue;
    }
    const Event &Site = C.P.event(Call);
    std::set<std::string> Used = freeIdentifiers(Code);
    if (Used.count("this"))
      return std::nullopt;
    for (const Variable &Local : Facts.Variables)
      if (Used.count(C.P.text(Helper, Local.Name)))
        return std::nullopt;
    for (size_t K = 0; K < Facts.Parameters.size(); ++K) {
      const std::string &Name = C.P.text(Helper, Facts.Parameters[K].Name);
      if (Name.empty() || !Used.count(Name))
        continue;
      if (K >= Site.ArgumentPlaces.size() || Site.ArgumentPlaces[K].InMacro)
        return std::nullopt;
      std::string Argument = C.text(Call.Function, Site.ArgumentPlaces[K]);
      if (Argument.empty())
        return std::nullopt;
      bool Alone = Code == Name;
      if (!Alone && !isPostfix(Argument))
        Argument = "(" + Argument + ")";
      // Arguments may hold names that are parameters, too: replace one at a time
      // is only right if they do not.
      for (const Parameter &Other : Facts.Parameters)
        if (!C.P.text(Helper, Other.Name).empty() &&
            freeIdentifiers(Argument).count(C.P.text(Helper, Other.Name)) &&
            Facts.Parameters.size() > 1 && C.P.text(Helper, Other.Name) != Name &&
            Used.count(C.P.text(Helper, Other.Name)))
          return std::nullopt;
      Code = withIdentifier(Code, Name, Argument);
    }
  }
  return Code;
}

bool isOfElement(const Terms &T, TermId What, LoopRef L) {
  bool Only = true, Any = false;
  T.visit(What, [&](TermId Id) {
    const Term &It = T[Id];
    switch (It.K) {
    case Value::Kind::Element:
      Any |= It.In == L.Function && It.Index == L.Loop;
      Only &= It.In == L.Function && It.Index == L.Loop;
      return false; // what the container is does not matter
    case Value::Kind::Opaque:
      // The receiver of a free function's result.
      return false;
    case Value::Kind::Parameter:
    case Value::Kind::Capture:
    case Value::Kind::This:
    case Value::Kind::Invariant:
    case Value::Kind::Counter:
    case Value::Kind::Carried:
    case Value::Kind::Rows:
      Only = false;
      return false;
    default:
      return true;
    }
  });
  return Only && Any;
}

std::string rowName(PlanContext &C, LoopRef L) {
  const Loop &Of = C.P.loop(L);
  if (Of.Variable && (Of.K == Loop::Kind::RangeFor || Of.K == Loop::Kind::Macro))
    return C.P.text(L.Function, Of.Variable);
  if (Of.K == Loop::Kind::RangeFor) // its header takes the row apart
    return freeIdentifiers(C.text(L.Function, Of.Header)).count("row") ? "entry" : "row";
  if (Of.Element)
    return lowerFirst(C.P.text(L.Function, Of.Element));
  return "row";
}

} // namespace nplus1
