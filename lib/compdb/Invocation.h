//===- Invocation.h - A unit's command as settings for Clang's frontend ---===//
#pragma once

#include "compdb/Normalize.h"

#include "clang/Basic/Diagnostic.h"
#include "clang/Frontend/CompilerInvocation.h"
#include "llvm/Support/VirtualFileSystem.h"

#include <memory>

namespace nplus1 {

/// Settings with which a CompilerInstance parses \p Unit: warnings off,
/// precompiled headers read as the text they were made from, and nothing left
/// that would write a file or load a plugin, not even behind -Xclang.
/// \p Files must have the unit's Directory as its working directory. Complaints
/// about flags go to \p Consumer. Null if no parse could be made of the command.
std::unique_ptr<clang::CompilerInvocation>
makeInvocation(const CompileUnit &Unit, llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> Files,
               clang::DiagnosticConsumer &Consumer);

} // namespace nplus1
