#pragma once

#include <exception>
#include <stdexcept>
#include <string>

namespace drogon::orm {

class DrogonDbException {
public:
  virtual ~DrogonDbException() = default;
  virtual const std::exception &base() const noexcept = 0;
};

class RangeError : public DrogonDbException, public std::range_error {
public:
  explicit RangeError(const std::string &message) : std::range_error(message) {}
};

class UnexpectedRows : public RangeError {
public:
  explicit UnexpectedRows(const std::string &message) : RangeError(message) {}
  const std::exception &base() const noexcept override { return *this; }
};

} // namespace drogon::orm
