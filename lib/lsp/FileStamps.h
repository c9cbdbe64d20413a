//===- FileStamps.h - Files of whose changes nobody tells -----------------===//
#pragma once

#include <map>
#include <string>
#include <vector>

namespace nplus1::lsp {

/// The states of files on the disk, as they were last looked at.
class FileStamps {
public:
  void clear() { Stamps.clear(); }
  /// Looks at the file, which may be missing.
  void add(const std::string &Path);
  bool contains(const std::string &Path) const { return Stamps.count(Path); }
  std::vector<std::string> paths() const;
  /// Looks at all of them again: whether any has another state than before.
  bool haveChanged();

private:
  std::map<std::string, std::string> Stamps; ///< by path
};

} // namespace nplus1::lsp
