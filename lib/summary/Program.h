//===- Program.h - The facts of all units, joined by name -----------------===//
//
//   facts of units ──▶ Program ──▶ Terms ──▶ Effects ──▶ Accesses ──▶ rules ──▶ findings
//                      who calls    values    what a      what a
//                      whom         across    call does   loop runs
//                                   functions             per row
//
// A Program is immutable after construction and holds the units' facts. The
// order of the units does not matter: functions that several units define (in
// headers) are one function, and everything is numbered by name and place.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "analysis/Facts.h"
#include "orm/Profile.h"
#include "summary/QueryReach.h"
#include "support/SourceRange.h"

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/StringMap.h"

#include <map>
#include <memory>
#include <span>

namespace nplus1 {

using FunctionId = uint32_t; ///< index into Program::functions()

/// One event of one function.
struct EventRef {
  FunctionId Function = None;
  EventId Event = None;
  bool isValid() const { return Function != None; }
  auto operator<=>(const EventRef &) const = default;
};

/// One loop of one function.
struct LoopRef {
  FunctionId Function = None;
  LoopId Loop = None;
  bool isValid() const { return Function != None; }
  auto operator<=>(const LoopRef &) const = default;
};

class Program {
public:
  struct Function {
    const UnitFacts *Unit = nullptr;
    const FunctionFacts *Facts = nullptr;
    /// Every unit that defines it; one that includes a header defines what is in it.
    std::vector<const UnitFacts *> DefinedIn;
    /// Calls of this function anywhere, virtual ones through a base included.
    std::vector<EventRef> Callers;
  };

  /// \p Profiles must outlive the program.
  Program(std::vector<UnitFacts> Units, std::span<const Profile> Profiles);
  Program(const Program &) = delete;

  /// The order of units(), whatever order they were given in.
  static bool isBefore(const UnitFacts &A, const UnitFacts &B);
  std::span<const UnitFacts> units() const { return Units; }
  /// Gives them back; the program is of no use any more.
  std::vector<UnitFacts> takeUnits() { return std::move(Units); }
  std::span<const Function> functions() const { return Functions; }
  const FunctionFacts &facts(FunctionId Id) const { return *Functions[Id].Facts; }
  const UnitFacts &unit(FunctionId Id) const { return *Functions[Id].Unit; }
  const Event &event(EventRef Ref) const { return facts(Ref.Function).Events[Ref.Event]; }
  const Loop &loop(LoopRef Ref) const { return facts(Ref.Function).Loops[Ref.Loop]; }
  const std::string &text(FunctionId In, StringId Id) const { return unit(In).text(Id); }

  /// The functions that event \p Call may run: the callee, or for a virtual
  /// call every implementation seen. Empty if no body is known, or if there are many
  /// implementations of which few query.
  std::vector<FunctionId> targets(EventRef Call) const;
  /// Every function that \p Usr names.
  llvm::ArrayRef<FunctionId> named(llvm::StringRef Usr) const;
  /// The functions that \p Usr names in \p From: the one of the same unit, or, if that
  /// has none, every one there is, for units may belong to several programs.
  llvm::ArrayRef<FunctionId> definitions(llvm::StringRef Usr, FunctionId From) const;
  /// The one function that \p Usr names in \p From; None if its body is not known or
  /// there are several.
  FunctionId find(llvm::StringRef Usr, FunctionId From) const;

  /// The methods of which nothing but a declaration was seen that override \p Usr, by
  /// USR; some may have bodies in other units. In no order, and some repeatedly.
  llvm::ArrayRef<llvm::StringRef> declaredOverriders(llvm::StringRef Usr) const;
  /// Every implementation seen of methods that override \p Usr, at whatever distance.
  llvm::ArrayRef<FunctionId> overriders(llvm::StringRef Usr) const;
  const QueryReach &queries() const { return Queries; }

  /// The profile and role of a database event; null if the profile is unknown.
  const Profile *profileOf(EventRef Ref) const;
  const Role *roleOf(EventRef Ref) const;

  /// What other members of its class store into a member: (function, value).
  struct Stored {
    FunctionId In;
    ValueId What;
  };
  std::span<const Stored> storesTo(llvm::StringRef ClassUsr, llvm::StringRef Field) const;

  SourcePoint point(FunctionId In, const Place &At) const;
  SourceRange range(FunctionId In, const Place &At) const;

private:
  std::vector<UnitFacts> Units;
  std::vector<Function> Functions;
  llvm::StringMap<std::vector<FunctionId>> ByUsr;
  llvm::StringMap<std::vector<FunctionId>> Overriders;
  llvm::StringMap<std::vector<llvm::StringRef>> DeclaredOverriders;
  QueryReach Queries;
  std::map<std::pair<std::string, std::string>, std::vector<Stored>> Stores;
  llvm::StringMap<const Profile *> ProfilesByName;
};

} // namespace nplus1
