#include "config/PathGlob.h"

#include "llvm/Support/GlobPattern.h"

namespace nplus1 {

llvm::Error checkPathGlob(llvm::StringRef Glob) {
  return llvm::GlobPattern::create(Glob).takeError();
}

bool pathGlobMatches(llvm::StringRef Glob, llvm::StringRef Path) {
  Glob.consume_front("./");
  Glob.consume_back("/");
  auto Pattern = llvm::GlobPattern::create(Glob);
  if (!Pattern) {
    llvm::consumeError(Pattern.takeError());
    return false;
  }
  bool OneComponent = !Glob.contains('/');
  for (size_t Begin = 0, End = 0; End != llvm::StringRef::npos; Begin = End + 1) {
    End = Path.find('/', Begin);
    if (Pattern->match(OneComponent ? Path.slice(Begin, End) : Path.take_front(End)))
      return true;
  }
  return false;
}

} // namespace nplus1
