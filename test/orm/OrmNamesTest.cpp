// Knowledge is data: no C++ of the analyzer names an ORM. The runtime may, since
// it has an adapter per ORM.
#include "orm/ProfileLoader.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"

#include <gtest/gtest.h>

#include <set>

using namespace nplus1;

namespace {

/// The namespaces and classes that profiles of ORMs and SQL clients mention, and
/// the profiles' names.
std::set<std::string> ormWords() {
  std::set<std::string> Words;
  for (const Profile &P : builtinProfiles()) {
    if (P.Always)
      continue;
    Words.insert(P.Name);
    for (const Role &R : P.Roles)
      for (llvm::StringRef Name : R.Pattern.Names) {
        llvm::StringRef First = Name.split("::").first;
        if (First != Name && First != "<entity>" && First.size() > 1)
          Words.insert(First.str() + "::");
        if (First.starts_with("Q") || First.starts_with("T") || First.contains("sql"))
          Words.insert(First.str());
      }
  }
  return Words;
}

TEST(OrmNames, AreKnowledgeOfProfilesOnly) {
  std::set<std::string> Words = ormWords();
  EXPECT_TRUE(Words.count("QDjangoModel") && Words.count("Wt::") && Words.count("poco-data"));
  unsigned Files = 0;
  std::error_code Error;
  for (llvm::sys::fs::recursive_directory_iterator It(NPLUS1_SOURCE_DIR "/lib", Error), End;
       It != End && !Error; It.increment(Error)) {
    llvm::StringRef Path = It->path(), Extension = llvm::sys::path::extension(Path);
    if (Path.contains("/lib/runtime/") || (Extension != ".cpp" && Extension != ".h"))
      continue;
    auto Buffer = llvm::MemoryBuffer::getFile(Path);
    ASSERT_TRUE(bool(Buffer)) << Path.str();
    ++Files;
    llvm::SmallVector<llvm::StringRef> Lines;
    (*Buffer)->getBuffer().split(Lines, '\n');
    for (llvm::StringRef Line : Lines) {
      llvm::StringRef Code = Line.split("//").first; // comments may give examples
      for (const std::string &Word : Words) {
        auto At = Code.find(Word);
        bool IsWord = At != llvm::StringRef::npos &&
                      (At == 0 || !(llvm::isAlnum(Code[At - 1]) || Code[At - 1] == '_'));
        EXPECT_FALSE(IsWord) << Path.str() << " names " << Word << ": " << Code.str();
      }
    }
  }
  EXPECT_GT(Files, 50u);
}

} // namespace
