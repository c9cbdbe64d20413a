//===- QueryKeys.cpp - What tells a query which rows it is to give ---------===//
//
// A key is an argument, or lies in one: in a member of an object that is handed over,
// or in a variable that a part of the statement refers to (use(id)) and that is read
// when the statement runs.
//
//===----------------------------------------------------------------------===//
#include "analysis/AnalysisInternal.h"

using namespace clang;

namespace nplus1 {

std::vector<ValueId> FunctionExtractor::keysOf(const Role &What, const CallSite &Site) {
  if (What.Key.K == Operand::Kind::Argument || What.Key.K == Operand::Kind::Receiver) {
    std::vector<ValueId> Keys{operand(What.Key, Site, 0)};
    addMembers(Keys.front(), Keys);
    return Keys;
  }
  std::vector<ValueId> Keys = Site.Arguments;
  for (ValueId Argument : Site.Arguments)
    addMembers(Argument, Keys);
  // A session or connection does not say which rows.
  if (Site.Receiver && What.Context.K != Operand::Kind::Receiver)
    Keys.push_back(Site.Receiver);
  return Keys;
}

void FunctionExtractor::addMembers(ValueId Object, std::vector<ValueId> &Out) const {
  const Value &V = Values[Object];
  if (V.K != Value::Kind::List || !V.Operands.empty() || !V.Index)
    return; // the key is in it, not what was made of it
  for (const auto &[At, What] : Env.all())
    if (At.Member && Values[At.Member].Operands.front() == Object)
      Out.push_back(What);
}

void FunctionExtractor::addReferred(ValueId What, const Profile *By, std::vector<ValueId> &Out) {
  constexpr size_t MaxParts = 200;
  std::vector<ValueId> Work{What};
  for (size_t I = 0; I < Work.size() && I < MaxParts; ++I) {
    if (auto It = Referred.find(Work[I]); It != Referred.end() && It->second.first == By)
      for (Location At : It->second.second)
        Out.push_back(read(At));
    Work.insert(Work.end(), Values[Work[I]].Operands.begin(), Values[Work[I]].Operands.end());
  }
}

ValueId FunctionExtractor::referring(const RoleMatch &Match, const CallSite &Site, ValueId Made) {
  llvm::SmallVector<Location, 1> To;
  for (size_t I = 0; I < Site.ArgumentNodes.size() && I < Site.Callee->getNumParams(); ++I)
    if (Site.Callee->getParamDecl(I)->getType()->isLValueReferenceType())
      if (Location At = locationOf(Site.ArgumentNodes[I]); At.isValid())
        To.push_back(At);
  if (To.empty() || Match.From->Always)
    return Made;
  ValueId Own = Values.add({Value::Kind::Derived, uint32_t(Referred.size() + 1), 0,
                            Values[Made].K == Value::Kind::Derived ? Values[Made].Operands
                                                                   : std::vector<ValueId>{Made}});
  Referred[Own] = {Match.From, std::move(To)};
  return Own;
}

} // namespace nplus1
