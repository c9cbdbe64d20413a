//===- Markup.h - Text in XML and HTML ------------------------------------===//
#pragma once

#include "llvm/ADT/StringRef.h"

#include <string>

namespace nplus1 {

/// \p Text as character data or attribute value. Bytes that are not UTF-8 and
/// characters that XML 1.0 forbids become U+FFFD.
std::string escapeMarkup(llvm::StringRef Text);

} // namespace nplus1
