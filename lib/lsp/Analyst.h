//===- Analyst.h - The companion that parses what is being edited ---------===//
//
// Takes, in order:
//   {"do":"index","outcomes":[bytes]}
//   {"do":"text","path",("text")}           without text: closed
//   {"do":"update","round",("skip":[path])}
//   {"do":"diagnostics"|"actions"|"edit"|"hover","ticket","path",("params")}
//   {"do":"cancel","ticket"}                     no answer is waited for
// and gives
//   {"opened":{"watch":[path],"units"}} | {"problem":text}      once, first
//   {"parsing":path}…  {"round","unknown":[path],("diagnostics":{path:[…]})("problem":text)}
//   {"ticket",("result")("error":text)}                         one per ticket
// The result of "edit", and the "edit" of an action, is {"edit":WorkspaceEdit,"texts"},
// the latter as in Renderer::textsOf.
//
// A fix is verified by parsing whatever it touches, which may take long: that is done
// in a process forked for it, which has all that is known and can be killed.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "lsp/Companion.h"
#include "lsp/Render.h"

namespace nplus1::lsp {

void runAnalyst(const ServerSettings &Settings, const std::string &Folder,
                const ClientAbilities &Client, CompanionPipe &Server);

} // namespace nplus1::lsp
