//===- ParserProcess.h - Confining a process that parses ------------------===//
//
// Code that crashes the parser, or makes it eat all memory, ends a process that was
// forked for it and nothing else.
//
//===----------------------------------------------------------------------===//
#pragma once

#include <cstdint>

namespace nplus1 {

/// What a confined process exits with when an allocation fails.
inline constexpr int OutOfMemoryStatus = 97;

/// To be called first in a process that was just forked: it dies with its parent
/// and of a crash, without stack trace or core file, has a stack for deep templates,
/// and from now on may take \p Memory bytes; 0: as many as there are.
void confineParserProcess(uint64_t Memory);

/// Makes the heap of a confined process fit for units parsed one after the other: it
/// keeps what a parse gives back, and is made of large pages, which are fewer to
/// fault in. \p Memory as above. Takes address space only.
void prepareParserHeap(uint64_t Memory);

} // namespace nplus1
