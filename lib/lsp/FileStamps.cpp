#include "lsp/FileStamps.h"

#include "llvm/Support/FileSystem.h"

namespace nplus1::lsp {

/// Tells two states of a file apart.
static std::string stampOf(const std::string &Path) {
  llvm::sys::fs::file_status Status;
  if (llvm::sys::fs::status(Path, Status))
    return "";
  return std::to_string(Status.getSize()) + ":" +
         std::to_string(Status.getLastModificationTime().time_since_epoch().count());
}

void FileStamps::add(const std::string &Path) { Stamps[Path] = stampOf(Path); }

std::vector<std::string> FileStamps::paths() const {
  std::vector<std::string> Paths;
  for (const auto &[Path, Stamp] : Stamps)
    Paths.push_back(Path);
  return Paths;
}

bool FileStamps::haveChanged() {
  bool Changed = false;
  for (auto &[Path, Stamp] : Stamps)
    if (std::string Now = stampOf(Path); Now != Stamp) {
      Stamp = std::move(Now);
      Changed = true;
    }
  return Changed;
}

} // namespace nplus1::lsp
