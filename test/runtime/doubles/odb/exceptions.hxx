#pragma once

#include <exception>

namespace odb {

struct exception : std::exception {};
struct object_not_persistent : exception {
  const char *what() const noexcept override { return "object not persistent"; }
};

} // namespace odb
