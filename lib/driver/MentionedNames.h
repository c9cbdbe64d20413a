//===- MentionedNames.h - Which functions a file may call, unparsed --------===//
//
// Calling a function takes its name, in the file itself or in something that
// expands there: a macro, or a template, whose calls are known only where it is
// instantiated. What the inline functions of a header call, the facts of any
// unit that includes it say.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "llvm/ADT/StringRef.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace nplus1 {

/// A set of identifiers, as hashes, sorted: what it lacks is not there.
using NameHashes = std::vector<uint32_t>;

/// The identifiers of a file.
struct MentionedNames {
  NameHashes All;
  /// Those in macros and templates.
  NameHashes Open;
};

MentionedNames mentionedIn(llvm::StringRef Text);

/// What has to be mentioned for \p Function ("Class::f", "f") to be called. Nothing
/// if it may be called without its name: constructors, operators, and what the
/// language or the standard library calls.
std::optional<uint32_t> mentionOf(llvm::StringRef Function);

} // namespace nplus1
