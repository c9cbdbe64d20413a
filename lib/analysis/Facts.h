//===- Facts.h - What one translation unit says, as values ----------------===//
//
//   AST ──▶ facts of one unit ──▶ (merge with other units) ──▶ findings ──▶ fixes
//
// Facts are what remains of a unit when its AST is gone: for each function
// its loops, the events in it (calls, loads, queries), the values these are
// about, and the places that an edit would touch. They hold no pointers, so
// they can be stored, sent and merged. lib/summary links them.
//
// Values are small expression trees, hash-consed per function. A value says
// where something comes from ("the author of the element of loop 0"), never
// what it is. What could not be followed is Opaque.
//
//===----------------------------------------------------------------------===//
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace nplus1 {

using StringId = uint32_t;   ///< index into UnitFacts::Strings; 0 is ""
using ValueId = uint32_t;    ///< index into FunctionFacts::Values; 0 is Opaque
using LoopId = uint32_t;     ///< index into FunctionFacts::Loops, or None
using GuardId = uint32_t;    ///< index into FunctionFacts::Guards, or None
using EventId = uint32_t;    ///< index into FunctionFacts::Events, or None
using VariableId = uint32_t; ///< index into FunctionFacts::Variables, or None

inline constexpr uint32_t None = ~0u;

/// A range of bytes in a file. File 0 means "no place".
struct Place {
  StringId File = 0;
  uint32_t Offset = 0;
  uint32_t Length = 0;
  uint32_t Line = 0;
  uint32_t Column = 0;
  uint32_t EndLine = 0;
  uint32_t EndColumn = 0;
  /// The code came out of a macro's body: it can be reported, not edited.
  bool InMacro = false;

  bool isValid() const { return File != 0; }
  uint32_t end() const { return Offset + Length; }
};

/// Index of a Constant: what is computed from it may be run as a statement.
inline constexpr uint32_t SqlText = 1;

/// Where a value comes from. Operands are earlier values of the same function.
struct Value {
  enum class Kind : uint8_t {
    Opaque,    ///< could not be followed
    Constant,  ///< a literal, an enumerator, a default; Name is its text, Index SqlText
               ///< if that begins as SQL does
    Invariant, ///< a variable that is not derived from anything known; Name
    Parameter, ///< Index: which
    Capture,   ///< a variable that a lambda captured; Index: which
    This,
    Element,    ///< the element that loop Index is at; Operands[0]: its container
    Counter,    ///< the number that loop Index counts
    Carried,    ///< a variable that loop Index changes; Operands[0]: its first value
    Field,      ///< Operands[0]'s member Name; Index: 1 if its type has no room for rows
    Relation,   ///< the row(s) that relation Name of Operands[0] leads to; Index: its event
    Key,        ///< the key of relation Name of Operands[0], read without a query
    Result,     ///< what the call or query Index (an event) returned
    Rows,       ///< the rows of the query that event Index is; Operands[0]: the query or
                ///< range it was asked of (Constant if none), then what else it depends on
    Refined,    ///< the query Operands[0], refined by the other operands; Name: the method
    Prefetched, ///< Operands[0], with relations loaded; Index: its event
    Limited,    ///< Operands[0], cut to Index rows; Name is set if the program cuts them
    ElementOf,  ///< some element of Operands[0]; which one, Operands[1] says if there is one
    Callable,   ///< function Name (a USR); Operands: what it captured; Index: 1 for a method
                ///< that is called with its object as the first argument
    List,       ///< a container written out: its elements are the Operands
    Derived,    ///< computed from the Operands
    Choice,     ///< one of the Operands
  };
  Kind K = Kind::Opaque;
  uint32_t Index = 0;
  StringId Name = 0;
  std::vector<ValueId> Operands;

  bool operator==(const Value &) const = default;
};

/// Why code may not run in an iteration. Guards form a tree through Parent.
struct Guard {
  enum class Kind : uint8_t {
    Branch,    ///< then or else branch, the right side of && and ||, a ?: arm
    Case,      ///< a case label or an equality test against a constant: Tag
    Default,   ///< the default label or the last else of a chain of Case
    AfterExit, ///< code behind "if (…) continue;" and the like
    Handler,   ///< a catch block
  };
  Kind K = Kind::Branch;
  GuardId Parent = None;
  LoopId Loop = None;    ///< the innermost loop around the test
  ValueId Condition = 0; ///< the tested value; for Case what is compared
  StringId Tag = 0;      ///< Case: the constant as written
  bool Negated = false;  ///< the else branch
  /// The test asks whether the thing is missing: "!row", "rows.empty()".
  bool Absence = false;
  /// AfterExit: what leaves there leaves the loop, so that every turn that ends
  /// comes past here.
  bool LeavesLoop = false;
  Place ConditionPlace; ///< the condition as written; Case: what is compared
};

struct Event {
  enum class Kind : uint8_t {
    Call,      ///< a function of the project: Callee
    Invoke,    ///< a call of a value: CalleeValue
    Load,      ///< a lazy relation is dereferenced
    Find,      ///< rows by key
    Execute,   ///< SQL
    Count,     ///< COUNT, EXISTS, first row
    Rows,      ///< a query whose rows are iterated or kept
    Prefetch,  ///< an eager load
    Store,     ///< Receiver (a container) takes the Arguments
    Lookup,    ///< Receiver (a container) is asked for Arguments[0]
    Write,     ///< insert, update, delete
    Statement, ///< SQL whose text is not written here: it reads or writes
  };
  Kind K = Kind::Call;
  StringId Callee = 0;     ///< USR
  StringId CalleeName = 0; ///< for people
  ValueId CalleeValue = 0;
  bool Virtual = false;
  /// Call, Invoke: the result's type has no room for rows.
  bool Plain = false;
  /// A lambda that is called where it is written (an algorithm's argument): its
  /// body belongs to the loop.
  bool InPlace = false;

  StringId Profile = 0; ///< database events: the profile's name
  uint32_t Role = 0;    ///< and the role's index in it
  StringId Relation = 0;
  bool ToMany = false;
  StringId Entity = 0;         ///< unqualified class name of the rows
  StringId EntityText = 0;     ///< the class as it can be written at this place
  std::vector<ValueId> Keys;   ///< what the query depends on
  std::vector<StringId> Paths; ///< Prefetch: relations, "." between steps; none: all to-one

  ValueId Receiver = 0;
  std::vector<ValueId> Arguments;

  LoopId Loop = None;
  GuardId Guard = None;
  Place Where;         ///< the whole call
  Place ReceiverPlace; ///< the object, without the "." or "->"
  bool ReceiverArrow = false;
  std::vector<Place> ArgumentPlaces;
  /// The method's name as written ("role"), for key texts.
  StringId Method = 0;
};

/// A way out of a loop before its end: break, return, throw.
struct LoopExit {
  GuardId Guard = None; ///< the innermost condition under which it is taken
  /// It is taken whenever Guard holds: no inner loop is around it.
  bool Direct = false;
  /// By an exception.
  bool Throws = false;
};

/// What a variable that a loop changes holds for the next turn.
struct LoopStep {
  ValueId Carried = 0; ///< in a turn: the Carried value
  ValueId Next = 0;    ///< at that turn's end
};

/// A week, a year's months, the minutes of an hour: loops with a constant number
/// of turns up to this are no loops over data.
inline constexpr uint64_t FewTurns = 64;

struct Loop {
  enum class Kind : uint8_t { RangeFor, Index, Iterator, Cursor, While, Do, Macro, Algorithm };
  Kind K = Kind::RangeFor;
  LoopId Parent = None;
  GuardId Guard = None;            ///< the guard around the loop itself
  ValueId Range = 0;               ///< the container; 0 if unknown
  Place Where;                     ///< the loop statement or the algorithm's call
  Place Header;                    ///< what is shown: up to the body
  Place RangePlace;                ///< the range expression
  StringId RangeClass = 0;         ///< qualified name of its class, without arguments
  VariableId RangeVariable = None; ///< if the range is a plain local variable
  Place Body;
  StringId Variable = 0; ///< the loop variable's name; 0 for none or several
  StringId Element = 0;  ///< unqualified class name of an element; 0 if not an entity
  /// Written-out lists, fixed arrays, constant bounds, of at most FewTurns turns:
  /// no N to speak of.
  bool ConstantSize = false;
  /// An element is itself a container: a query per turn serves many values.
  bool Chunks = false;
  std::vector<LoopExit> Exits;
  std::vector<LoopStep> Steps;
  /// What the loop's head tests before (or after) each turn; 0 for range-for.
  ValueId Test = 0;
  /// The body always leaves at its end: at most one iteration.
  bool RunsOnce = false;
  /// Where a statement before the loop goes: in front of the statement of the
  /// surrounding block that holds the loop. Invalid directly under a case label.
  Place Insertion;
  /// The loop is that statement itself, so what is inserted runs exactly if the
  /// loop does.
  bool InBlock = false;
  /// The range expression is a temporary.
  bool RangeTemporary = false;
};

/// A local variable, for edits at its declaration.
struct Variable {
  StringId Name = 0;
  StringId TypeText = 0;
  Place Declaration; ///< the whole declarator, e.g. "books = store.all()"
  Place Initializer; ///< invalid if there is none
  ValueId Initial = 0;
  bool Reassigned = false;
  bool IsParameter = false;
  /// Statements of their own, in a block: one can be put behind it.
  Place Statement;
  uint32_t Uses = 0;
};

struct Return {
  ValueId What = 0;
  Place Where; ///< the returned expression
};

/// A member of *this that a function sets.
struct FieldStore {
  StringId Field = 0; ///< its name
  ValueId What = 0;
};

struct Parameter {
  StringId Name = 0;
  Place Where;
  uint32_t Uses = 0; ///< references in the body
};

struct FunctionFacts {
  StringId Usr = 0;
  StringId Name = 0;               ///< for people, e.g. "PostView::render"
  StringId Class = 0;              ///< USR of the class, for members
  std::vector<StringId> Overrides; ///< USRs of the methods that it overrides
  Place Where;                     ///< its name
  Place Body;
  std::vector<Parameter> Parameters;
  uint32_t Captures = 0;
  /// All callers are in this unit (static, unnamed namespace, lambda).
  bool Internal = false;
  bool Lambda = false;
  bool Constructor = false;
  /// From a template: several of these share their places.
  bool Instance = false;
  /// Cut at a limit: what is missing is opaque.
  bool Cut = false;
  bool Variadic = false;
  bool Virtual = false;
  /// Declared elsewhere, too: a change of its parameters is not one edit.
  bool Redeclared = false;
  /// A lambda with [&]: what is declared before it is visible in it.
  bool CapturesByReference = false;
  /// Where a parameter can be added: behind the last one, before ")".
  Place ParametersEnd;

  std::vector<Value> Values; ///< [0] is Opaque
  std::vector<Loop> Loops;
  std::vector<Guard> Guards;
  std::vector<Event> Events;
  std::vector<Variable> Variables;
  std::vector<Return> Returns;
  std::vector<FieldStore> Stores;
  /// Values that may be used where these facts do not show it: given to library
  /// functions, stored outside the function's own variables, thrown. Opaque
  /// among them: any value of this function may.
  std::vector<ValueId> Escapes;
};

/// The facts of one translation unit.
struct UnitFacts {
  std::string MainFile; ///< absolute path
  std::vector<std::string> Strings{std::string()};
  std::vector<FunctionFacts> Functions;
  /// Names of the profiles active in the unit.
  std::vector<std::string> Profiles;
  /// For relations declared with options (Profile::RelationOptionsMacro):
  /// "Class.relation" and the option text.
  std::vector<std::pair<std::string, std::string>> RelationOptions;
  /// Methods without a body in the unit that override what one with a body overrides,
  /// too: (USR of the overridden one, USR). They tell how many implementations there are.
  std::vector<std::pair<StringId, StringId>> DeclaredOverriders;
  /// Fix templates whose version condition holds here: "profile#index".
  std::vector<std::string> Fixes;
  bool HadErrors = false;
  bool Cpp20 = false; ///< compiled as C++20 or later

  const std::string &text(StringId Id) const { return Strings[Id]; }
};

} // namespace nplus1
