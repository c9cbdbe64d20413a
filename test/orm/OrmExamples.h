//===- OrmExamples.h - The annotated sources under test/orm-headers -------===//
#pragma once

#include <string>
#include <vector>

namespace nplus1 {

struct OrmExample {
  std::string Path; ///< below test/orm-headers
  std::vector<std::string> Arguments;
  /// A file that the example needs beyond the repository; empty for a double.
  std::string Needs;

  std::string file() const;
  /// Whether what it needs is installed.
  bool canRun() const;
};

const std::vector<OrmExample> &ormExamples();

} // namespace nplus1
