#include "finding/ToolVersion.h"

namespace nplus1 {

std::string_view toolVersion() { return NPLUS1_VERSION; }

std::string_view clangVersion() { return NPLUS1_CLANG_VERSION; }

std::string_view projectUrl() { return NPLUS1_PROJECT_URL; }

} // namespace nplus1
