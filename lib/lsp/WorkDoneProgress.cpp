#include "lsp/WorkDoneProgress.h"

namespace nplus1::lsp {

void WorkDoneProgress::begin(const char *Title) {
  if (!IsShown)
    return;
  ++Number;
  IsOpen = true;
  Editor.request("window/workDoneProgress/create", {{"token", token()}});
  tell({{"kind", "begin"}, {"title", Title}, {"percentage", 0}});
}

void WorkDoneProgress::report(int64_t Done, int64_t Total, const std::string &What) {
  tell({{"kind", "report"},
        {"message", std::to_string(Done) + "/" + std::to_string(Total) + " units " + What},
        {"percentage", Total ? Done * 100 / Total : 100}});
}

void WorkDoneProgress::end() {
  tell({{"kind", "end"}});
  IsOpen = false;
}

void WorkDoneProgress::tell(json Value) {
  if (IsOpen)
    Editor.notify("$/progress", {{"token", token()}, {"value", std::move(Value)}});
}

} // namespace nplus1::lsp
