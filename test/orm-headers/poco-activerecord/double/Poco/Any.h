#pragma once

namespace Poco {
class Any {};
template <class T> T AnyCast(const Any &value);
} // namespace Poco
