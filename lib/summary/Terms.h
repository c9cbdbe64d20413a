//===- Terms.h - Values across functions ----------------------------------===//
//
// A Term is a Value that is no longer tied to one function: it says in which
// function its loop or event is, and results of calls are replaced by what the
// callee returns, with the arguments put in. Terms are hash-consed for the
// whole program.
//
// Terms are bounded: past MaxDepth a term is Opaque. That is what ends the
// growth through recursion, where a path gets one step longer per turn.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "summary/Program.h"

#include "llvm/ADT/DenseMap.h"

#include <tuple>
#include <unordered_map>

namespace nplus1 {

using TermId = uint32_t; ///< index into Terms; 0 is Opaque

struct Term {
  Value::Kind K = Value::Kind::Opaque;
  /// Where Index is counted: the function of the loop or event.
  FunctionId In = None;
  uint32_t Index = 0;
  uint32_t Name = 0; ///< see Terms::name
  uint16_t Depth = 0;
  bool Open = false; ///< about what a call passes: bind() may change it
  std::vector<TermId> Operands;

  /// Of two equal ones the first stays: the others' Depth may be another.
  bool operator==(const Term &Other) const {
    return std::tie(K, In, Index, Name, Operands) ==
           std::tie(Other.K, Other.In, Other.Index, Other.Name, Other.Operands);
  }
};

/// What the parameters of a function stand for at a call.
struct Binding {
  TermId This = 0;
  std::vector<TermId> Parameters;
  std::vector<TermId> Captures; ///< [0] is the captured `this`
};

class Terms {
public:
  static constexpr unsigned MaxDepth = 24;
  static constexpr unsigned MaxChoices = 16;

  explicit Terms(const Program &P);

  /// \p V of \p In, in terms of that function's own parameters.
  TermId of(FunctionId In, ValueId V);
  /// \p T with parameters replaced.
  TermId bind(TermId T, const Binding &With);
  /// The same for many terms about one call: \p Done keeps what was replaced already.
  TermId bind(TermId T, const Binding &With, llvm::DenseMap<TermId, TermId> &Done);
  /// What \p Call passes to a target.
  Binding bindingOf(EventRef Call);
  /// What calls of the callable \p T pass as captures; empty if it is none.
  Binding bindingOfCallable(TermId Callable, std::vector<TermId> Arguments);

  const Term &operator[](TermId Id) const { return All[Id]; }
  const std::string &name(TermId Id) const { return Names[All[Id].Name]; }

  /// Whether \p T depends on the element, the counter or a carried variable of
  /// \p L. Unless \p ThroughIndex, which element of a container it is does not
  /// count: rows that are kept in a map are not the element that names them.
  bool variesIn(TermId T, LoopRef L, bool ThroughIndex = true) const;
  /// Whether \p T depends on the element of \p L (or on what a walk has come
  /// to), not merely on its counter.
  bool dependsOnElement(TermId T, LoopRef L, bool ThroughIndex = true) const;
  /// Whether \p T was computed from what event \p E returned.
  bool dependsOnEvent(TermId T, EventRef E) const;
  /// Calls \p Visit for \p T and everything below; stops where it returns false.
  void visit(TermId T, llvm::function_ref<bool(TermId)> Visit) const;

  TermId add(Term T);
  uint32_t nameId(llvm::StringRef Text);

private:
  bool reaches(TermId T, bool ThroughIndex, llvm::function_ref<bool(const Term &)> Wanted) const;
  void flatten(Term &T) const;
  TermId convert(FunctionId In, ValueId V);
  TermId returned(EventRef Call);
  /// \p Object, if it is one that \p By was called on and returns, and of which nothing
  /// but its members is known: with those that \p By has set.
  TermId filled(TermId Object, FunctionId By, const Binding &With);
  /// The object that a constructor's call makes.
  TermId made(EventRef Call);
  TermId fieldOf(TermId Base, uint32_t Name);
  /// Whether other functions than constructors store into the member.
  bool isSetLater(FunctionId Constructor, uint32_t Member) const;

  const Program &P;
  std::vector<Term> All{Term{}};
  std::unordered_multimap<size_t, TermId> IdsByHash;
  std::vector<std::string> Names{std::string()};
  llvm::StringMap<uint32_t> NameIds;
  std::vector<std::vector<TermId>> Converted; ///< per function; ~0 = not yet
  std::vector<uint8_t> InProgress;
  unsigned FieldsNested = 0; ///< calls of fieldOf() under way
};

} // namespace nplus1
