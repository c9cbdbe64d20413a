#include "fix/plan/RowSession.h"

#include "fix/plan/LoopRows.h"

namespace nplus1 {

std::string sessionOfRows(PlanContext &C, const LinkedFinding &Found, const LoopFront &At) {
  LoopRef Root = Found.Root;
  std::string Session;
  for (const RowSource &Source : Found.Sources) {
    const Role *R = Source.Query.isValid() ? C.P.roleOf(Source.Query) : nullptr;
    if (!R || R->Context.K != Operand::Kind::Receiver || Source.Query.Function != Root.Function ||
        !Source.Through.empty())
      return {};
    const Event &Query = C.P.event(Source.Query);
    std::string Text = C.text(Root.Function, Query.ReceiverPlace);
    if (!isPlainLvalue(Text) || !visibleAt(C, Root, At, Text))
      return {};
    if (Query.ReceiverArrow)
      Text = "*" + Text;
    if (!Session.empty() && Session != Text)
      return {};
    Session = std::move(Text);
  }
  return Session;
}

} // namespace nplus1
