#pragma once
#include <exception>
#include <string>

namespace Poco {
class Exception : public std::exception {
public:
  explicit Exception(const std::string &message, int code = 0);
  const std::string &message() const;
  int code() const;
};
} // namespace Poco
