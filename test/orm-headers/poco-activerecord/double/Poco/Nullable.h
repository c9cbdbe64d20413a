#pragma once

namespace Poco {
template <class T> class Nullable {
public:
  Nullable();
  Nullable(const T &value);
  bool isNull() const;
  const T &value() const;
};
} // namespace Poco
