//===- Analyst.h - The companion that parses what is being edited ---------===//
//
// Takes, in order:
//   {"do":"index","outcomes":[bytes]}
//   {"do":"text","path",("text")}           without text: closed
//   {"do":"update","round",("skip":[path])}
//   {"do":"diagnostics"|"actions"|"edit"|"hover","ticket","path",("params")}
// and gives
//   {"opened":{"watch":[path],"units"}} | {"problem":text}      once, first
//   {"parsing":path}…  {"round",("diagnostics":{path:[…]})("problem":text)}
//   {"ticket",("result")("error":text)}                         one per ticket
//
//===----------------------------------------------------------------------===//
#pragma once

#include "lsp/Companion.h"
#include "lsp/Render.h"

namespace nplus1::lsp {

void runAnalyst(const ServerSettings &Settings, const std::string &Folder,
                const ClientAbilities &Client, CompanionPipe &Server);

} // namespace nplus1::lsp
