//===- EmbeddedFile.h - Text files compiled into the binary ---------------===//
#pragma once

#include <span>
#include <string_view>

namespace nplus1 {

/// A text file that the build compiled into the program (see nplus1_embed in
/// tool/cmake/NPlus1Targets.cmake). Both views live as long as the program.
struct EmbeddedFile {
  /// The file's name without folder and extension.
  std::string_view Name;
  std::string_view Text;
};

} // namespace nplus1
