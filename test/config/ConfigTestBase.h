//===- ConfigTestBase.h - Configurations on disk --------------------------===//
#pragma once

#include "config/Settings.h"

#include "llvm/ADT/SmallString.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/raw_ostream.h"

#include "gmock/gmock.h"

namespace nplus1::test {

struct ConfigTestBase : testing::Test {
  llvm::SmallString<128> Dir;
  std::vector<llvm::StringRef> Rules = {"nplus1-lazy-relation", "nplus1-count-in-loop"};

  void SetUp() override {
    llvm::SmallString<128> Made;
    ASSERT_FALSE(llvm::sys::fs::createUniqueDirectory("config", Made));
    ASSERT_FALSE(llvm::sys::fs::real_path(Made, Dir));
  }
  void TearDown() override { llvm::sys::fs::remove_directories(Dir); }

  std::string in(llvm::StringRef Name) const { return (Dir + "/" + Name).str(); }
  void write(llvm::StringRef Name, llvm::StringRef Text) const {
    ASSERT_FALSE(llvm::sys::fs::create_directories(llvm::sys::path::parent_path(in(Name))));
    std::error_code Failed;
    llvm::raw_fd_ostream(in(Name), Failed) << Text;
    ASSERT_FALSE(Failed);
  }
};

} // namespace nplus1::test
