#include "finding/Paths.h"

#include "llvm/ADT/SmallString.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

namespace nplus1 {

namespace path = llvm::sys::path;

static bool stripBase(llvm::StringRef Path, llvm::StringRef Base, std::string &Relative) {
  if (!Path.consume_front(Base) || Path.empty())
    return false;
  if (!Base.ends_with("/") && !Path.consume_front("/"))
    return false;
  Relative = Path.ltrim('/').str();
  return !Relative.empty();
}

std::string relativePath(llvm::StringRef Path, llvm::StringRef Base) {
  if (Path.empty() || Base.empty())
    return Path.str();
  llvm::SmallString<256> Clean(Path), CleanBase(Base);
  path::remove_dots(Clean);
  path::remove_dots(CleanBase);
  // ".." behind a symbolic link is not the folder's parent as it is written.
  bool Dotted = Clean.str().contains("/../") || CleanBase.str().contains("..");
  std::string Relative;
  if (!Dotted && stripBase(Clean, CleanBase, Relative))
    return Relative;
  llvm::SmallString<256> Real, RealBase;
  if (!llvm::sys::fs::real_path(Path, Real) && !llvm::sys::fs::real_path(Base, RealBase) &&
      stripBase(Real, RealBase, Relative))
    return Relative;
  return Clean.str().str();
}

} // namespace nplus1
