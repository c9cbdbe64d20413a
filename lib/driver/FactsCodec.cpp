#include "driver/FactsCodec.h"

#include "support/ByteStream.h"

#include <type_traits>

namespace nplus1 {
namespace {

/// What is const when it is written and not when it is read.
template <typename Stream, typename T> using Part = std::conditional_t<Stream::Reading, T, const T>;

/// Describes every structure once, for both directions. All members are named in
/// a structured binding, so that one that is added does not compile until it is
/// stored, too.
template <typename Stream> class FactsVisitor {
public:
  explicit FactsVisitor(Stream &S) : S(S) {}

  void unit(Part<Stream, UnitFacts> &Facts) {
    auto &[MainFile,
           Strings,
           Functions,
           Profiles,
           RelationOptions,
           DeclaredOverriders,
           Fixes,
           HadErrors,
           Cpp20] = Facts;
    S.text(MainFile);
    texts(Strings);
    require(!Strings.empty());
    StringCount = Strings.size();
    texts(Profiles);
    S.count(RelationOptions);
    for (auto &[Relation, Option] : RelationOptions) {
      S.text(Relation);
      S.text(Option);
    }
    S.count(DeclaredOverriders);
    for (auto &[Overridden, Overrider] : DeclaredOverriders) {
      string(Overridden);
      string(Overrider);
    }
    texts(Fixes);
    flag(HadErrors);
    flag(Cpp20);
    S.count(Functions, 30);
    for (auto &Function : Functions)
      function(Function);
  }

private:
  Stream &S;
  // What indices are compared with when they are read.
  size_t StringCount = 0, ValueCount = 0, LoopCount = 0, GuardCount = 0, EventCount = 0,
         VariableCount = 0;

  void require(bool Holds) {
    if constexpr (Stream::Reading)
      S.require(Holds);
  }

  template <typename... Numbers> void numbers(Numbers &...Each) { (S.number(Each), ...); }

  void flag(Part<Stream, bool> &Flag) {
    uint8_t Number = Flag;
    S.number(Number);
    if constexpr (Stream::Reading) {
      S.require(Number <= 1);
      Flag = Number;
    }
  }

  template <typename Enum> void kind(Enum &Kind, std::remove_const_t<Enum> Last) {
    auto Number = uint8_t(Kind);
    S.number(Number);
    if constexpr (Stream::Reading) {
      S.require(Number <= uint8_t(Last));
      Kind = Enum(Number);
    }
  }

  void texts(Part<Stream, std::vector<std::string>> &Texts) {
    S.count(Texts);
    for (auto &Text : Texts)
      S.text(Text);
  }

  using Id = Part<Stream, uint32_t>;
  void index(Id &Index, size_t Count) {
    S.number(Index);
    require(Index < Count);
  }
  /// None is stored as 0, because it is frequent.
  void indexOrNone(Id &Index, size_t Count) {
    uint32_t Number = Index + 1;
    S.number(Number);
    if constexpr (Stream::Reading) {
      S.require(Number <= Count);
      Index = Number - 1;
    }
  }
  void string(Id &Index) { index(Index, StringCount); }
  void value(Id &Index) { index(Index, ValueCount); }
  void loop(Id &Index) { indexOrNone(Index, LoopCount); }
  void guard(Id &Index) { indexOrNone(Index, GuardCount); }
  void event(Id &Index) { indexOrNone(Index, EventCount); }
  void variable(Id &Index) { indexOrNone(Index, VariableCount); }

  using Ids = Part<Stream, std::vector<uint32_t>>;
  void strings(Ids &Indices) {
    S.count(Indices);
    for (auto &Index : Indices)
      string(Index);
  }
  void values(Ids &Indices) {
    S.count(Indices);
    for (auto &Index : Indices)
      value(Index);
  }

  void place(Part<Stream, Place> &What) {
    auto &[File, Offset, Length, Line, Column, EndLine, EndColumn, InMacro] = What;
    string(File);
    if (!File) {
      if constexpr (Stream::Reading)
        What = Place();
      return;
    }
    numbers(Offset, Length, Line, Column, EndLine, EndColumn);
    flag(InMacro);
  }
  void places(Part<Stream, std::vector<Place>> &Places) {
    S.count(Places);
    for (auto &Each : Places)
      place(Each);
  }

  /// Values that are made of another one, which whoever reads them relies on.
  static bool hasOperand(Value::Kind K) {
    switch (K) {
    case Value::Kind::Element:
    case Value::Kind::Carried:
    case Value::Kind::Field:
    case Value::Kind::Relation:
    case Value::Kind::Rows:
    case Value::Kind::Refined:
    case Value::Kind::Prefetched:
    case Value::Kind::Limited:
    case Value::Kind::ElementOf:
      return true;
    default:
      return false;
    }
  }

  void visit(Part<Stream, Value> &What, size_t Own) {
    auto &[K, Index, Name, Operands] = What;
    kind(K, Value::Kind::Choice);
    switch (K) {
    case Value::Kind::Element:
    case Value::Kind::Counter:
    case Value::Kind::Carried:
      loop(Index);
      break;
    case Value::Kind::Relation:
    case Value::Kind::Result:
    case Value::Kind::Rows:
    case Value::Kind::Prefetched:
      event(Index);
      require(Index != None);
      break;
    default:
      S.number(Index);
    }
    string(Name);
    S.count(Operands);
    for (auto &Operand : Operands)
      index(Operand, Own); // earlier values only: no cycles
    require(!Operands.empty() || !hasOperand(K));
  }

  void visit(Part<Stream, Guard> &What, size_t Own) {
    auto &[K, Parent, Loop, Condition, Tag, Negated, Absence, LeavesLoop, ConditionPlace] = What;
    kind(K, Guard::Kind::Handler);
    indexOrNone(Parent, Own);
    loop(Loop);
    value(Condition);
    string(Tag);
    flag(Negated);
    flag(Absence);
    flag(LeavesLoop);
    place(ConditionPlace);
  }

  void visit(Part<Stream, Event> &What, size_t) {
    auto &[K, Callee, CalleeName, CalleeValue, Virtual, Plain, InPlace, Profile, Role, Relation,
           ToMany, Entity, EntityText, Keys, Paths, Receiver, Arguments, Loop, Guard, Where,
           ReceiverPlace, ReceiverArrow, ArgumentPlaces, Method] = What;
    kind(K, Event::Kind::Statement);
    string(Callee);
    string(CalleeName);
    value(CalleeValue);
    flag(Virtual);
    flag(Plain);
    flag(InPlace);
    string(Profile);
    S.number(Role);
    string(Relation);
    flag(ToMany);
    string(Entity);
    string(EntityText);
    values(Keys);
    strings(Paths);
    value(Receiver);
    values(Arguments);
    loop(Loop);
    guard(Guard);
    place(Where);
    place(ReceiverPlace);
    flag(ReceiverArrow);
    places(ArgumentPlaces);
    string(Method);
  }

  void visit(Part<Stream, Loop> &What, size_t Own) {
    auto &[K, Parent, Guard, Range, Where, Header, RangePlace, RangeClass, RangeVariable, Body,
           Variable, Element, ConstantSize, Chunks, Exits, Steps, Test, RunsOnce, Insertion,
           InBlock, RangeTemporary] = What;
    kind(K, Loop::Kind::Algorithm);
    indexOrNone(Parent, Own);
    guard(Guard);
    value(Range);
    place(Where);
    place(Header);
    place(RangePlace);
    string(RangeClass);
    variable(RangeVariable);
    place(Body);
    string(Variable);
    string(Element);
    flag(ConstantSize);
    flag(Chunks);
    S.count(Exits, 3);
    for (auto &[Around, Direct, Throws] : Exits) {
      guard(Around);
      flag(Direct);
      flag(Throws);
    }
    S.count(Steps, 2);
    for (auto &[Carried, Next] : Steps) {
      value(Carried);
      value(Next);
    }
    value(Test);
    flag(RunsOnce);
    place(Insertion);
    flag(InBlock);
    flag(RangeTemporary);
  }

  void visit(Part<Stream, Variable> &What, size_t) {
    auto &[Name, TypeText, Declaration, Initializer, Initial, Reassigned, IsParameter, Statement,
           Uses] = What;
    string(Name);
    string(TypeText);
    place(Declaration);
    place(Initializer);
    value(Initial);
    flag(Reassigned);
    flag(IsParameter);
    place(Statement);
    S.number(Uses);
  }

  void visit(Part<Stream, Return> &Return, size_t) {
    auto &[What, Where] = Return;
    value(What);
    place(Where);
  }

  void visit(Part<Stream, FieldStore> &Store, size_t) {
    auto &[Field, What] = Store;
    string(Field);
    value(What);
  }

  void visit(Part<Stream, Parameter> &What, size_t) {
    auto &[Name, Where, Uses] = What;
    string(Name);
    place(Where);
    S.number(Uses);
  }

  template <typename Items> void visitAll(Items &All) {
    for (size_t Own = 0; Own < All.size(); ++Own)
      visit(All[Own], Own);
  }

  void function(Part<Stream, FunctionFacts> &What) {
    auto &[Usr, Name, Class, Overrides, Where, Body, Parameters, Captures, Internal, Lambda,
           Constructor, Instance, Cut, Variadic, Virtual, Redeclared, CapturesByReference,
           ParametersEnd, Values, Loops, Guards, Events, Variables, Returns, Stores, Escapes] =
        What;
    string(Usr);
    string(Name);
    string(Class);
    strings(Overrides);
    place(Where);
    place(Body);
    S.count(Parameters);
    visitAll(Parameters);
    S.number(Captures);
    for (auto *Flag : {&Internal, &Lambda, &Constructor, &Instance, &Cut, &Variadic, &Virtual,
                       &Redeclared, &CapturesByReference})
      flag(*Flag);
    place(ParametersEnd);
    // All numbers first: the items refer to each other. An item has no fewer bytes
    // than members.
    S.count(Values, 4);
    S.count(Loops, 18);
    S.count(Guards, 9);
    S.count(Events, 22);
    S.count(Variables, 9);
    S.count(Returns);
    S.count(Stores);
    ValueCount = Values.size();
    LoopCount = Loops.size();
    GuardCount = Guards.size();
    EventCount = Events.size();
    VariableCount = Variables.size();
    require(ValueCount > 0);
    visitAll(Values);
    visitAll(Loops);
    visitAll(Guards);
    visitAll(Events);
    visitAll(Variables);
    visitAll(Returns);
    visitAll(Stores);
    values(Escapes);
  }
};

} // namespace

std::string encodeFacts(const UnitFacts &Facts) {
  ByteWriter Writer;
  Writer.number(FactsFormat);
  FactsVisitor<ByteWriter>(Writer).unit(Facts);
  return Writer.take();
}

std::optional<UnitFacts> decodeFacts(llvm::StringRef Bytes) {
  ByteReader Reader(Bytes);
  unsigned Format;
  Reader.number(Format);
  if (Format != FactsFormat)
    return std::nullopt;
  UnitFacts Facts;
  FactsVisitor<ByteReader>(Reader).unit(Facts);
  if (!Reader.isWhole())
    return std::nullopt;
  return Facts;
}

} // namespace nplus1
