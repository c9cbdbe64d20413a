#include "fix/plan/RemovePrefetch.h"

#include "fix/plan/Statements.h"

#include "llvm/ADT/StringExtras.h"

namespace nplus1 {

namespace {

/// Behind the "." or "->" that follows \p At; \p At if none does.
uint32_t accessEnd(llvm::StringRef Text, uint32_t At) {
  uint32_t End = At;
  while (End < Text.size() && llvm::isSpace(Text[End]))
    ++End;
  for (llvm::StringRef Access : {"->", "."})
    if (Text.substr(End).starts_with(Access))
      return End + Access.size();
  return At;
}

} // namespace

PlanOrReason planRemoval(PlanContext &C, const LinkedFinding &Found) {
  EventRef What = Found.Accesses.front().How.What;
  const Event &E = C.P.event(What);
  if (E.K != Event::Kind::Prefetch)
    return PlanOrReason::no("what is to be taken out is no prefetch");
  if (E.Where.InMacro || !E.Where.isValid())
    return PlanOrReason::no("the prefetch is written in a macro");
  if (E.Paths.size() > 1)
    return PlanOrReason::no("the call loads other relations, too");
  FixPlan Plan;
  Plan.Change.Shape = "remove";
  Plan.Change.Safety = FixSafety::Safe;
  Plan.Change.Title = "take out the prefetch";
  if (auto Removed = removedStatement(C, What.Function, E.Where)) {
    Plan.Change.Edits = {std::move(*Removed)};
  } else if (E.ReceiverPlace.isValid() && !E.ReceiverPlace.InMacro &&
             E.ReceiverPlace.Offset == E.Where.Offset && E.ReceiverPlace.end() < E.Where.end()) {
    // "q->with(x).get()" becomes "q->get()": what is behind it in the chain is
    // reached as it was.
    const std::string &File = C.P.text(What.Function, E.Where.File);
    const std::string &Text = C.contentsOf(File);
    uint32_t From = E.ReceiverPlace.end(), To = E.Where.end();
    if (uint32_t Behind = accessEnd(Text, To); Behind != To) {
      From = accessEnd(Text, From);
      To = Behind;
    }
    Plan.Change.Edits = {{File, From, To - From, ""}};
  } else {
    return PlanOrReason::no("the prefetch begins the query");
  }
  Plan.QueriesSaved = 1;
  return {std::move(Plan), {}};
}

} // namespace nplus1
