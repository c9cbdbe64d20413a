#pragma once
#include <string>

namespace Poco {
std::string toLower(const std::string &text);
} // namespace Poco
