#include "orm/HeaderPattern.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/GlobPattern.h"

using namespace llvm;

namespace nplus1 {

bool matchesHeader(StringRef Path, StringRef Pattern) {
  SmallVector<StringRef, 8> Have, Want;
  for (StringRef Part : split(Path, '/'))
    if (Part == ".." && !Have.empty())
      Have.pop_back();
    else if (!Part.empty() && Part != ".")
      Have.push_back(Part);
  Pattern.split(Want, '/', -1, /*KeepEmpty=*/false);
  if (Want.size() > Have.size())
    return false;
  auto Tail = ArrayRef(Have).take_back(Want.size());
  for (auto [Part, Glob] : zip(Tail, Want)) {
    if (!Glob.contains('*')) {
      if (Part != Glob)
        return false;
      continue;
    }
    auto Compiled = GlobPattern::create(Glob);
    if (!Compiled) {
      consumeError(Compiled.takeError());
      return false;
    }
    if (!Compiled->match(Part))
      return false;
  }
  return true;
}

} // namespace nplus1
