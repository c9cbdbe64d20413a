#include "analysis/FactsBuilder.h"

#include <algorithm>
#include <tuple>

namespace nplus1 {

StringTable::StringTable(std::vector<std::string> &Strings) : Strings(Strings) {
  for (StringId Id = 0; Id < Strings.size(); ++Id)
    Ids.try_emplace(Strings[Id], Id);
}

StringId StringTable::intern(llvm::StringRef Text) {
  auto [It, Inserted] = Ids.try_emplace(Text, Strings.size());
  if (Inserted)
    Strings.push_back(Text.str());
  return It->second;
}

bool ValueTable::Less::operator()(const Value &A, const Value &B) const {
  return std::tie(A.K, A.Index, A.Name, A.Operands) < std::tie(B.K, B.Index, B.Name, B.Operands);
}

ValueTable::ValueTable(FunctionFacts &Function) : Function(Function) {
  Function.Values.assign(1, Value{});
  Varying.assign(1, None);
  Ids.emplace(Value{}, 0);
}

ValueId ValueTable::add(Value V) {
  if (V.K == Value::Kind::Opaque)
    return 0;
  if (auto It = Ids.find(V); It != Ids.end())
    return It->second;
  if (Function.Values.size() >= MaxValues) {
    Function.Cut = true;
    return 0;
  }
  ValueId Id = Function.Values.size();
  LoopId In = None;
  if (V.K == Value::Kind::Counter || V.K == Value::Kind::Carried)
    In = V.Index;
  else // inner loops have higher numbers
    for (ValueId Operand : V.Operands)
      if (Varying[Operand] != None && (In == None || Varying[Operand] > In))
        In = Varying[Operand];
  Varying.push_back(In);
  Function.Values.push_back(V);
  Ids.emplace(std::move(V), Id);
  return Id;
}

ValueId ValueTable::leaf(Value::Kind K, uint32_t Index, StringId Name) {
  return add({K, Index, Name, {}});
}

ValueId ValueTable::of(Value::Kind K, ValueId Operand, uint32_t Index, StringId Name) {
  return add({K, Index, Name, {Operand}});
}

ValueId ValueTable::derived(std::vector<ValueId> Operands) {
  std::sort(Operands.begin(), Operands.end());
  Operands.erase(std::unique(Operands.begin(), Operands.end()), Operands.end());
  auto IsConstant = [&](ValueId Id) { return (*this)[Id].K == Value::Kind::Constant; };
  auto IsSql = [&](ValueId Id) { return IsConstant(Id) && (*this)[Id].Index == SqlText; };
  if (std::all_of(Operands.begin(), Operands.end(), IsConstant)) {
    auto Text = std::find_if(Operands.begin(), Operands.end(), IsSql);
    return Text == Operands.end() ? leaf(Value::Kind::Constant) : *Text;
  }
  std::erase_if(Operands, [&](ValueId Id) { return IsConstant(Id) && !IsSql(Id); });
  return add({Value::Kind::Derived, 0, 0, std::move(Operands)});
}

ValueId ValueTable::choice(std::vector<ValueId> Operands) {
  std::vector<ValueId> Flat;
  for (ValueId Id : Operands) {
    const Value &V = (*this)[Id];
    if (V.K == Value::Kind::Choice)
      Flat.insert(Flat.end(), V.Operands.begin(), V.Operands.end());
    else
      Flat.push_back(Id);
  }
  std::sort(Flat.begin(), Flat.end());
  Flat.erase(std::unique(Flat.begin(), Flat.end()), Flat.end());
  if (Flat.size() == 1)
    return Flat.front();
  return add({Value::Kind::Choice, 0, 0, std::move(Flat)});
}

} // namespace nplus1
