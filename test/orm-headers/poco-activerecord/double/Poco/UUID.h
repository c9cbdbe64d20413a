#pragma once
#include <string>

namespace Poco {
class UUID {
public:
  bool tryParse(const std::string &text);
  void copyTo(char *buffer) const;
  bool operator==(const UUID &other) const;
};
} // namespace Poco
