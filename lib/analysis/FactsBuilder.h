//===- FactsBuilder.h - Filling UnitFacts and FunctionFacts ---------------===//
#pragma once

#include "analysis/Facts.h"

#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/StringMap.h"

#include <map>

namespace nplus1 {

/// Interns the strings of one unit.
class StringTable {
public:
  explicit StringTable(std::vector<std::string> &Strings);
  StringId intern(llvm::StringRef Text);
  const std::string &text(StringId Id) const { return Strings[Id]; }

private:
  std::vector<std::string> &Strings;
  llvm::StringMap<StringId> Ids;
};

/// Adds hash-consed values to one function: equal values get equal ids, so
/// "the same value" is an integer comparison.
class ValueTable {
public:
  /// Past this many values everything new is Opaque and the function is Cut.
  static constexpr size_t MaxValues = 50000;

  explicit ValueTable(FunctionFacts &Function);

  ValueId add(Value V);
  ValueId leaf(Value::Kind K, uint32_t Index = 0, StringId Name = 0);
  ValueId of(Value::Kind K, ValueId Operand, uint32_t Index = 0, StringId Name = 0);

  /// Opaque operands are kept out; no operand gives Constant, and no
  /// information but "depends on" is left.
  ValueId derived(std::vector<ValueId> Operands);
  /// One of several; duplicates collapse, one operand stands for itself.
  ValueId choice(std::vector<ValueId> Operands);

  const Value &operator[](ValueId Id) const { return Function.Values[Id]; }

  /// The innermost loop whose Counter or Carried \p Id depends on; None if it
  /// depends on none. Constant time.
  LoopId varyingIn(ValueId Id) const { return Varying[Id]; }

private:
  struct Less {
    bool operator()(const Value &A, const Value &B) const;
  };
  FunctionFacts &Function;
  std::vector<LoopId> Varying;
  std::map<Value, ValueId, Less> Ids;
};

} // namespace nplus1
