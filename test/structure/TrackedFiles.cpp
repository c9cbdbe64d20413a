#include "TrackedFiles.h"

#include <gtest/gtest.h>

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>

namespace nplus1::structure {

static std::string absolute(const std::string &Path) {
  return std::string(NPLUS1_SOURCE_DIR) + "/" + Path;
}

std::vector<std::string> trackedFiles(const std::vector<std::string> &Folders) {
  // A checkout that belongs to somebody else, as in a container, is fine here.
  std::string Command = "git -c safe.directory='*' -C '" NPLUS1_SOURCE_DIR "' ls-files -z --";
  for (const std::string &Folder : Folders)
    Command += " '" + Folder + "'";
  std::vector<std::string> Files;
  FILE *Output = popen(Command.c_str(), "r");
  if (!Output) {
    ADD_FAILURE() << "cannot run git";
    return Files;
  }
  std::string Path;
  for (int C; (C = std::fgetc(Output)) != EOF;) {
    if (C != '\0') {
      Path += static_cast<char>(C);
      continue;
    }
    if (std::filesystem::is_regular_file(absolute(Path)))
      Files.push_back(Path);
    Path.clear();
  }
  if (pclose(Output) != 0 || Files.empty()) {
    ADD_FAILURE() << "no tracked files: " << Command;
    Files.clear();
  }
  return Files;
}

bool isCxx(std::string_view Path) {
  for (std::string_view Extension : {".cpp", ".h", ".hpp", ".def", ".cpp.in", ".h.in"})
    if (Path.ends_with(Extension))
      return true;
  return false;
}

std::string read(const std::string &Path) {
  std::ifstream In(absolute(Path), std::ios::binary);
  EXPECT_TRUE(In) << "cannot read " << Path;
  return {std::istreambuf_iterator<char>(In), {}};
}

std::vector<std::string_view> lines(std::string_view Text) {
  std::vector<std::string_view> Lines;
  while (!Text.empty()) {
    size_t End = Text.find('\n');
    Lines.push_back(Text.substr(0, End));
    Text.remove_prefix(End == Text.npos ? Text.size() : End + 1);
  }
  return Lines;
}

} // namespace nplus1::structure
