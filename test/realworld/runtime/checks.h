// What the programs of this folder print and return.
#pragma once

#include <iostream>
#include <string>

inline int failures = 0;

inline void check(bool holds, const std::string &what) {
  std::cout << (holds ? "ok       " : "FAILED   ") << what << '\n';
  failures += !holds;
}
