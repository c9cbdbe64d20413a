//===- TempFolder.h - A folder that a test fills and that goes with it ----===//
#pragma once

#include "llvm/ADT/SmallString.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/raw_ostream.h"

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>
#include <string>

namespace nplus1 {

class TempFolder {
public:
  TempFolder() {
    llvm::SmallString<128> Made;
    EXPECT_FALSE(llvm::sys::fs::createUniqueDirectory("nplus1-test", Made));
    llvm::SmallString<128> Real;
    EXPECT_FALSE(llvm::sys::fs::real_path(Made, Real));
    Root = Real.str().str();
  }
  ~TempFolder() { llvm::sys::fs::remove_directories(Root); }
  TempFolder(const TempFolder &) = delete;
  TempFolder &operator=(const TempFolder &) = delete;

  const std::string &root() const { return Root; }
  std::string path(llvm::StringRef Name) const { return Root + "/" + Name.str(); }

  /// Writes a file, with its folders, and returns its path.
  std::string write(llvm::StringRef Name, llvm::StringRef Text) const {
    std::string Path = path(Name);
    llvm::sys::fs::create_directories(llvm::sys::path::parent_path(Path));
    std::error_code Error;
    llvm::raw_fd_ostream(Path, Error) << Text;
    EXPECT_FALSE(Error) << Path;
    return Path;
  }

  std::string read(llvm::StringRef Name) const {
    std::ifstream In(path(Name), std::ios::binary);
    std::ostringstream Text;
    Text << In.rdbuf();
    return Text.str();
  }

private:
  std::string Root;
};

} // namespace nplus1
