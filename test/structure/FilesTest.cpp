//===- FilesTest.cpp - What every tracked file keeps to -------------------===//
#include "TrackedFiles.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>

namespace nplus1::structure {
namespace {

constexpr size_t MostLines = 800;

bool isCode(std::string_view Path) {
  if (isCxx(Path))
    return true;
  for (std::string_view Extension : {".js", ".ts", ".py", ".sh", ".cmake", "CMakeLists.txt"})
    if (Path.ends_with(Extension))
      return true;
  // Commands have no extension.
  return Path.substr(Path.rfind('/') + 1).find('.') == Path.npos;
}

TEST(Files, OfCodeAreShortEnoughToRead) {
  for (const std::string &Path : trackedFiles({"lib", "tool"}))
    if (isCode(Path))
      EXPECT_LE(lines(read(Path)).size(), MostLines) << Path << " is more than one idea";
}

/// Whether the word characters around a match make it part of a longer path.
bool standsAlone(std::string_view Text, size_t At) {
  return At == 0 ||
         std::string_view(" \t\n\"'`(=:<>[,;").find(Text[At - 1]) != std::string_view::npos;
}

/// Where \p Text names a folder of the machine it was written on; npos if nowhere.
size_t machinePath(std::string_view Text, const std::vector<std::string> &Folders) {
  for (const std::string &Folder : Folders)
    for (size_t At = 0; (At = Text.find(Folder, At)) != Text.npos; At += Folder.size())
      if (standsAlone(Text, At))
        return At;
  return Text.npos;
}

std::vector<std::string> machineFolders() {
  // In pieces, or this file would name them.
  std::vector<std::string> Folders{std::string("/") + "work/", std::string("/") + "root/",
                                   std::string(NPLUS1_SOURCE_DIR) + "/"};
  const char *Home = std::getenv("HOME");
  if (Home && std::string_view(Home).size() > 1)
    Folders.push_back(std::string(Home) + "/");
  return Folders;
}

TEST(Files, DoNotNameTheMachineTheyWereWrittenOn) {
  const std::vector<std::string> Folders = machineFolders();
  for (const std::string &Path : trackedFiles()) {
    std::string Text = read(Path);
    size_t At = machinePath(Text, Folders);
    EXPECT_EQ(At, Text.npos) << Path << ":"
                             << std::count(Text.begin(), Text.begin() + std::min(At, Text.size()),
                                           '\n') +
                                    1;
  }
}

TEST(Files, MachinePathsAreFoundWhereTheyStandAlone) {
  const std::vector<std::string> Folders{"/home/somebody/"};
  EXPECT_EQ(machinePath("see /home/somebody/x.cpp", Folders), 4u);
  EXPECT_EQ(machinePath("\"/home/somebody/x.cpp\"", Folders), 1u);
  EXPECT_EQ(machinePath("$prefix/home/somebody/x.cpp", Folders), std::string::npos);
  EXPECT_EQ(machinePath("/home/somebody-else/x.cpp", Folders), std::string::npos);
}

} // namespace
} // namespace nplus1::structure
