//===- ToolVersion.h - Which nplus1 this is -------------------------------===//
#pragma once

#include <string_view>

namespace nplus1 {

/// The version of this program, e.g. "0.1.0".
std::string_view toolVersion();

/// The version of Clang it was built with, e.g. "19.1.7".
std::string_view clangVersion();

/// Where the project is on the web.
std::string_view projectUrl();

} // namespace nplus1
