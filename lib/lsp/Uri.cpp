#include "lsp/Uri.h"

#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/Path.h"

using llvm::StringRef;

namespace nplus1::lsp {

std::optional<std::string> pathOfUri(StringRef Uri) {
  if (!Uri.consume_front_insensitive("file://"))
    return std::nullopt;
  // A host may stand before the path; it is this machine, or none of ours.
  if (!Uri.starts_with("/") && !Uri.consume_front_insensitive("localhost"))
    return std::nullopt;
  llvm::SmallString<256> Path;
  for (; !Uri.empty(); Uri = Uri.drop_front()) {
    unsigned Byte = 0;
    if (Uri.front() == '%' && Uri.size() > 2 && !Uri.substr(1, 2).getAsInteger(16, Byte)) {
      Path.push_back(char(Byte));
      Uri = Uri.drop_front(2);
    } else {
      Path.push_back(Uri.front());
    }
  }
  if (!Path.starts_with("/") || Path.str().contains('\0'))
    return std::nullopt;
  llvm::sys::path::remove_dots(Path, /*remove_dot_dot=*/true);
  return Path.str().str();
}

std::string uriOfPath(StringRef Path) {
  std::string Uri = "file://";
  for (unsigned char C : Path) {
    if (llvm::isAlnum(C) || StringRef("-._~/").contains(C)) {
      Uri += C;
    } else {
      Uri += '%';
      Uri += llvm::utohexstr(C, /*LowerCase=*/false, /*Width=*/2);
    }
  }
  return Uri;
}

} // namespace nplus1::lsp
