// error: nplus1: these rows can be read only once
#include "common.h"
#include <iterator>
#include <sstream>
struct Stream {
  std::istringstream text;
  auto begin() { return std::istream_iterator<int>(text); }
  auto end() { return std::istream_iterator<int>(); }
};
Stream stream;
auto items = nplus1::batch<Item>(db, stream, same);
