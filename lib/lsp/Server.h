//===- Server.h - The language server -------------------------------------===//
//
//   client ⇄ Server ⇄ Workspace ⇄ companions that parse
//            documents,  one per folder
//            requests
//
// One thread, one loop, nothing that blocks. It speaks the Language Server
// Protocol 3.17; docs/editors.md says what of it.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "lsp/Folder.h"

namespace nplus1::lsp {

/// Serves the client on these file descriptors until it says "exit" or is gone.
/// Returns the exit status that the protocol asks for: 0 after a shutdown, else 1.
/// This process must not have other threads.
int serve(const ServerSettings &Settings, int In, int Out);

} // namespace nplus1::lsp
