#include "summary/Tables.h"

#include "llvm/ADT/DenseSet.h"

namespace nplus1 {

namespace {

/// Tables that are written out are small.
constexpr size_t MaxParts = 256;

/// Collects the callables in \p Whole. Members of the object itself are what the
/// functions of its class store there.
void collect(const Program &P, Terms &T, TermId Whole, FunctionId In,
             std::vector<TableCall::Entry> &Out) {
  std::vector<std::pair<TermId, std::string>> Work{{Whole, {}}};
  llvm::DenseSet<TermId> Seen;
  for (size_t I = 0; I < Work.size() && I < MaxParts; ++I) {
    auto [Id, Tag] = Work[I];
    if (!Seen.insert(Id).second)
      continue;
    const Term It = T[Id];
    switch (It.K) {
    case Value::Kind::Callable:
      Out.push_back({Tag, Id});
      break;
    case Value::Kind::List:
      // {tag, function}
      if (It.Operands.size() == 2 && T[It.Operands[0]].K == Value::Kind::Constant) {
        Work.emplace_back(It.Operands[1], T.name(It.Operands[0]));
        break;
      }
      [[fallthrough]];
    case Value::Kind::Choice:
      for (TermId Operand : It.Operands)
        Work.emplace_back(Operand, Tag);
      break;
    case Value::Kind::Field:
      if (T[It.Operands.front()].K == Value::Kind::This)
        for (const Program::Stored &Store : P.storesTo(P.text(In, P.facts(In).Class), T.name(Id))) {
          // That function's parameters are not known here.
          Binding Elsewhere;
          Elsewhere.This = It.Operands.front();
          Work.emplace_back(T.bind(T.of(Store.In, Store.What), Elsewhere), Tag);
        }
      break;
    default:
      break;
    }
  }
}

} // namespace

TableCall tableCall(const Program &P, Terms &T, TermId Callee, FunctionId In) {
  TableCall Call;
  Term Found = T[Callee];
  // Of the pair that an iterator is at.
  if (Found.K == Value::Kind::Field && T.name(Callee) == "second")
    Found = T[Found.Operands.front()];
  TermId Whole = 0;
  if (Found.K == Value::Kind::ElementOf) {
    Whole = Found.Operands.front();
    Call.Key = Found.Operands.size() > 1 ? Found.Operands[1] : 0;
  } else if (Found.K == Value::Kind::Result && Found.In != None && Found.Operands.size() > 1 &&
             P.event({Found.In, Found.Index}).K == Event::Kind::Lookup) {
    Call.Key = Found.Operands.front();
    Whole = Found.Operands.back();
  }
  if (Whole)
    collect(P, T, Whole, In, Call.Entries);
  return Call;
}

} // namespace nplus1
