#include "summary/ObjectState.h"

namespace nplus1 {

namespace {

/// What can be put into one object; more is of no use to anybody.
constexpr size_t MaxStores = 32;
/// A member of a member of an object.
constexpr unsigned MaxNesting = 3;

class StateFinder {
public:
  StateFinder(const Program &P, Terms &T) : P(P), T(T) {}

  /// \p Name is the member's, \p Object as \p In sees it.
  void look(FunctionId In, TermId Object, const std::string &Name, unsigned Depth) {
    const Term Made = T[Object];
    if (Depth > MaxNesting)
      return;
    if (Made.K == Value::Kind::Result && Made.In != None)
      ofConstructor(Object, Made, Name);
    else if (isVariable(Made, In))
      ; // no constructor of the project
    else if (isOwnMember(Made))
      for (const Program::Stored &Store :
           P.storesTo(P.text(In, P.facts(In).Class), T.name(Object)))
        ofMember(Store, Name, Depth);
    else
      return;
    for (EventId Id = 0; Id < P.facts(In).Events.size(); ++Id) {
      const Event &E = P.facts(In).Events[Id];
      if (E.K == Event::Kind::Call && E.Receiver && isSame(T.of(In, E.Receiver), Object))
        for (FunctionId Target : P.targets({In, Id}))
          ofStores(Target, Name, T.bindingOf({In, Id}));
    }
  }

  /// \p Read is of an object that is a statement itself, of a class derived from one.
  void lookItself(FunctionId In, TermId Read) {
    for (EventId Id = 0; Id < P.facts(In).Events.size(); ++Id) {
      const Event &E = P.facts(In).Events[Id];
      if (E.K != Event::Kind::Call || !E.Receiver)
        continue;
      TermId Object = T.of(In, E.Receiver);
      const Value::Kind K = T[Object].K;
      if ((K == Value::Kind::Result || K == Value::Kind::Refined || isVariable(T[Object], In)) &&
          contains(Read, Object))
        for (FunctionId Target : P.targets({In, Id}))
          ofStores(Target, "", T.bindingOf({In, Id}));
    }
  }

  std::vector<TermId> Found;

private:
  bool contains(TermId Whole, TermId Part) const {
    bool Found = false;
    T.visit(Whole, [&](TermId Id) {
      Found |= Id == Part;
      return !Found;
    });
    return Found;
  }

  static bool isVariable(const Term &Object, FunctionId Of) {
    return Object.K == Value::Kind::List && Object.Index && Object.In == Of;
  }

  /// An object that was handed over is the one without what is known of its members.
  bool isSame(TermId A, TermId B) const {
    return A == B || (T[A].K == Value::Kind::List && isVariable(T[B], T[A].In) &&
                      T[A].Index == T[B].Index);
  }

  bool isOwnMember(const Term &Object) const {
    return Object.K == Value::Kind::Field && T[Object.Operands.front()].K == Value::Kind::This;
  }

  void ofStores(FunctionId Of, const std::string &Name, const Binding &With) {
    for (const FieldStore &Store : P.facts(Of).Stores)
      if (P.text(Of, Store.Field) == Name && Found.size() < MaxStores)
        Found.push_back(T.bind(T.of(Of, Store.What), With));
  }

  void ofConstructor(TermId Object, const Term &Made, const std::string &Name) {
    EventRef Call{Made.In, Made.Index};
    if (P.event(Call).K != Event::Kind::Call)
      return;
    Binding With;
    // The operands of a constructor's Result are its arguments, bound.
    With.Parameters.assign(Made.Operands.begin(), Made.Operands.end());
    With.This = Object;
    for (FunctionId Target : P.targets(Call))
      if (P.facts(Target).Constructor)
        ofStores(Target, Name, With);
  }

  void ofMember(const Program::Stored &Store, const std::string &Name, unsigned Depth) {
    size_t First = Found.size();
    look(Store.In, T.of(Store.In, Store.What), Name, Depth + 1);
    // The parameters of that function are not those of the one that asks.
    for (; First < Found.size(); ++First)
      Found[First] = T.bind(Found[First], {});
  }

  const Program &P;
  Terms &T;
};

} // namespace

std::vector<TermId> stateRead(const Program &P, Terms &T, FunctionId In, TermId Read) {
  std::vector<std::pair<TermId, std::string>> Members;
  T.visit(Read, [&](TermId Id) {
    if (T[Id].K == Value::Kind::Field)
      Members.emplace_back(T[Id].Operands.front(), T.name(Id));
    return true;
  });
  StateFinder Finder(P, T);
  for (const auto &[Object, Name] : Members)
    Finder.look(In, Object, Name, 0);
  Finder.lookItself(In, Read);
  return std::move(Finder.Found);
}

} // namespace nplus1
