#include "compdb/ResourceDirectory.h"

#include "clang/Basic/Version.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

#include <dlfcn.h>

using namespace llvm;

namespace nplus1 {

static std::string folderOfProgram() {
  static int Anchor;
  return sys::path::parent_path(sys::fs::getMainExecutable("nplus1", &Anchor)).str();
}

static std::string folderOfClangLibrary() {
  Dl_info Info;
  if (!dladdr(reinterpret_cast<void *>(&clang::getClangFullVersion), &Info) || !Info.dli_fname)
    return {};
  SmallString<128> Real;
  if (sys::fs::real_path(Info.dli_fname, Real))
    return {};
  return sys::path::parent_path(Real).str();
}

static std::string findResourceDirectory() {
  const std::string Program = folderOfProgram(), Library = folderOfClangLibrary();
  const std::pair<StringRef, StringRef> Candidates[] = {
      {Program, "../lib/clang"},
      {Library, "clang"},
      {Library, "../clang"}, // multiarch: the library lies one folder deeper
      {NPLUS1_LLVM_TOOLS_DIR, "../lib/clang"},
  };
  for (auto [Base, Relative] : Candidates) {
    if (Base.empty())
      continue;
    SmallString<128> Folder(Base);
    sys::path::append(Folder, Relative, CLANG_VERSION_MAJOR_STRING);
    sys::path::remove_dots(Folder, /*remove_dot_dot=*/true);
    SmallString<128> Header(Folder);
    sys::path::append(Header, "include", "stddef.h");
    // One name, however it was found, so that results of one program serve another:
    // Debian has a second folder whose "include" is a link into the first.
    SmallString<128> Real;
    if (!sys::fs::real_path(Header, Real))
      return sys::path::parent_path(sys::path::parent_path(Real)).str();
  }
  return {};
}

const std::string &resourceDirectory() {
  static const std::string Directory = findResourceDirectory();
  return Directory;
}

} // namespace nplus1
