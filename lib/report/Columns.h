//===- Columns.h - Columns as other programs count them -------------------===//
#pragma once

#include "finding/SourceFiles.h"

namespace nplus1 {

/// The column of a place in UTF-16 code units, as SARIF viewers, editors and
/// code hosts count; the byte column if the line cannot be read any more.
uint32_t utf16Column(const SourcePoint &At, SourceFiles &Sources);

/// The part of a range on its first line, columns in UTF-16 code units. Hosts
/// show a finding beside one line and hide it if any of its lines is not part
/// of a change.
struct LineRange {
  uint32_t Line = 1;
  uint32_t Column = 1;
  uint32_t EndColumn = 2; ///< behind the last character, after Column
};
LineRange firstLine(const SourceRange &Range, SourceFiles &Sources);

} // namespace nplus1
