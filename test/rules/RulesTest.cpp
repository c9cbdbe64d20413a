//===- RulesTest.cpp - The annotated sources beside this file -------------===//
//
// Every .cpp file below test/rules/<rule-id>/ is a test; a folder there is one
// test of several units.
//
//===----------------------------------------------------------------------===//
#include "harness/AnnotatedSource.h"

#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

#include "gtest/gtest.h"

#include <algorithm>
#include <map>

using namespace nplus1::test;

namespace {

std::map<std::string, std::vector<std::string>> cases() {
  std::map<std::string, std::vector<std::string>> Cases;
  std::string Root = std::string(NPLUS1_SOURCE_DIR) + "/test/rules";
  std::error_code Error;
  for (llvm::sys::fs::recursive_directory_iterator It(Root, Error), End; It != End && !Error;
       It.increment(Error)) {
    llvm::StringRef Path = It->path();
    llvm::StringRef Folder = llvm::sys::path::parent_path(Path);
    if (!Path.ends_with(".cpp") || Folder == Root)
      continue;
    bool Single = llvm::sys::path::parent_path(Folder) == Root;
    std::string Name = Path.drop_front(Root.size() + 1).str();
    if (!Single)
      Name = Folder.drop_front(Root.size() + 1).str();
    Cases[Name].push_back(Path.str());
  }
  for (auto &[Name, Files] : Cases)
    std::sort(Files.begin(), Files.end());
  return Cases;
}

class Rules : public testing::TestWithParam<std::pair<const std::string, std::vector<std::string>>> {
};

TEST_P(Rules, FindsWhatIsExpected) {
  std::string Text;
  for (const std::string &Line : differences(GetParam().second))
    Text += Line + "\n";
  EXPECT_EQ(Text, "");
}

std::string testName(const testing::TestParamInfo<Rules::ParamType> &Info) {
  std::string Name = Info.param.first;
  std::replace_if(
      Name.begin(), Name.end(), [](char C) { return !std::isalnum(C); }, '_');
  return Name;
}

INSTANTIATE_TEST_SUITE_P(Annotated, Rules, testing::ValuesIn(cases()), testName);

} // namespace
