//===- TrackedFiles.h - The project's own files, for tests about them -----===//
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace nplus1::structure {

/// Paths relative to the project root of the files that git tracks below
/// \p Folders (all if there are none) and that still exist. Fails the current
/// test, and is empty, if git cannot tell.
std::vector<std::string> trackedFiles(const std::vector<std::string> &Folders = {});

/// Whether \p Path ends like C++ source text.
bool isCxx(std::string_view Path);

/// The text of a file given by its path relative to the project root.
std::string read(const std::string &Path);

/// The lines of \p Text, without their ends.
std::vector<std::string_view> lines(std::string_view Text);

} // namespace nplus1::structure
