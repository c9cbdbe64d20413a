//===- Effects.h - What a call of a function does to the database ---------===//
//
// The effects of a function are the database events in it and, with arguments
// put in, in everything it calls: its summary. Computed bottom-up over the
// strongly connected components of the call graph; inside a component until
// nothing new turns up. Effects are equal if they are the same event about the
// same terms, however they were reached, so recursion ends.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "summary/Tables.h"

namespace nplus1 {

/// A condition under which an effect happens.
struct Condition {
  Guard::Kind K = Guard::Kind::Branch;
  TermId What = 0;
  std::string Tag; ///< Case: the constants as written
  bool Negated = false;
  LoopRef In;                 ///< the innermost loop around the test
  FunctionId Function = None; ///< where the test stands: its guard Id
  GuardId Id = None;          ///< None: a search in a table picks, see Tables.h

  bool operator==(const Condition &) const = default;
};

struct Effect {
  /// The database event, or an Invoke of a value that only a caller knows.
  EventRef What;
  TermId Receiver = 0;
  std::vector<TermId> Keys;
  /// Invoke: what is called, and with what.
  TermId Callee = 0;
  std::vector<TermId> Arguments;
  /// The calls crossed, outermost first; the last entry is What itself.
  std::vector<EventRef> Chain;
  /// Conditions, outermost first.
  std::vector<Condition> If;
  /// A callable of an outer function was called on the way: the index in Chain
  /// from which the code is that callable's. 0 if none was.
  uint32_t CallbackAt = 0;
  /// That callable was supplied by this very call, so the loops between the call
  /// and the callable are this function's to judge.
  bool SuppliedHere = false;
};

class Effects {
public:
  /// What one function may have at most; the rest is dropped, and the loops
  /// around the calls that lead there count as opaque.
  static constexpr size_t MaxPerFunction = 400;
  static constexpr size_t MaxChain = 12;

  Effects(const Program &P, Terms &T);

  std::span<const Effect> of(FunctionId F) const { return All[F]; }
  /// The effects of one event of \p F, in terms of F's parameters.
  std::vector<Effect> ofEvent(EventRef E);
  /// Whether effects of event \p E, of a call perhaps, are missing: a limit was
  /// met in what it runs, or a callable in it was not found.
  bool isCut(EventRef E);
  /// Whether \p F can call itself, directly or through others.
  bool isRecursive(FunctionId F) const { return Recursive[F]; }
  /// Whether \p A and \p B call each other.
  bool sameCycle(FunctionId A, FunctionId B) const { return Component[A] == Component[B]; }

private:
  bool update(FunctionId F);
  bool isCutCallee(FunctionId F) const;
  void addCall(std::vector<Effect> &Out, EventRef Call, FunctionId Target, const Binding &With,
               uint32_t CallbackAt);
  std::vector<Condition> conditionsOf(EventRef E);
  /// The effects of each function in a table that \p Call, an Invoke, may run.
  std::vector<Effect> ofTable(const TableCall &Table, EventRef Call,
                              const std::vector<TermId> &Arguments);
  /// Puts the arguments of a call into everything that \p E is about; \p Done as in
  /// Terms::bind().
  void bind(Effect &E, const Binding &With, llvm::DenseMap<TermId, TermId> &Done);
  /// Whether \p F has members, or calls what may put something into an object.
  bool usesObjects(FunctionId F);
  /// Adds to the keys of \p E what \p In has put into the objects that they are in.
  void addState(Effect &E, FunctionId In);

  const Program &P;
  Terms &T;
  std::vector<std::vector<Effect>> All;
  std::vector<uint8_t> Cut; ///< effects are missing, in it or in what it calls
  std::vector<uint8_t> Recursive;
  std::vector<uint32_t> Component;
  /// What stateRead() says of a term in a function: many effects have one key.
  llvm::DenseMap<std::pair<FunctionId, TermId>, std::vector<TermId>> States;
  std::vector<uint8_t> Objects; ///< usesObjects(): 0 not known yet, 1 no, 2 yes
};

} // namespace nplus1
