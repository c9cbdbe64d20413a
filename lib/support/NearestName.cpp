#include "support/NearestName.h"

#include <algorithm>

namespace nplus1 {

llvm::StringRef nearestName(llvm::StringRef Written, llvm::ArrayRef<llvm::StringRef> Known) {
  llvm::StringRef Best;
  unsigned Least = unsigned(Written.size()) / 3 + 2;
  for (llvm::StringRef Name : Known) {
    unsigned Distance = Written.edit_distance_insensitive(Name, /*AllowReplacements=*/true, Least);
    if (Distance < Least && Distance < Name.size()) {
      Least = Distance;
      Best = Name;
    }
  }
  return Best;
}

std::string suggestion(llvm::StringRef Written, llvm::ArrayRef<llvm::StringRef> Known) {
  if (llvm::StringRef Near = nearestName(Written, Known); !Near.empty())
    return "; did you mean '" + Near.str() + "'?";
  if (Known.empty())
    return "";
  std::string List;
  for (llvm::StringRef Name : Known)
    List += (List.empty() ? "'" : ", '") + Name.str() + "'";
  return "; known are " + List;
}

} // namespace nplus1
