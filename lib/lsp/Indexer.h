//===- Indexer.h - All units of a folder, in the background ---------------===//
//
// A companion that does what `nplus1 check` does up to the facts, with the same
// cache, and sends them:
//
//   {"progress":{"what","done","total"}}…  {"outcomes":[bytes],"inputs":[path]} | {"problem":text}
//
// The inputs are the files in the folder that the units read.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "lsp/Companion.h"
#include "lsp/Folder.h"

namespace nplus1::lsp {

void runIndexer(const ServerSettings &Settings, const std::string &Folder, CompanionPipe &Server);

} // namespace nplus1::lsp
