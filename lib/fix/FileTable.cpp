#include "fix/FileTable.h"

#include "llvm/Support/MemoryBuffer.h"

#include <limits>

namespace nplus1 {

llvm::Expected<const ProjectFile &> FileTable::open(llvm::StringRef AbsolutePath) {
  auto Known = BySpelling.find(AbsolutePath);
  if (Known == BySpelling.end())
    Known = BySpelling.try_emplace(AbsolutePath, load(AbsolutePath)).first;
  if (!Known->second.File)
    return llvm::createStringError(Known->second.Refusal);
  return *Known->second.File;
}

const ProjectFile &FileTable::get(llvm::StringRef RealPath) const {
  return *ByPath.find(RealPath)->second;
}

FileTable::Entry FileTable::load(llvm::StringRef AbsolutePath) {
  llvm::Expected<std::string> Real = Boundary.resolve(AbsolutePath, Files);
  if (!Real)
    return {nullptr, llvm::toString(Real.takeError())};
  std::string Display = Boundary.display(*Real);

  llvm::ErrorOr<llvm::vfs::Status> Status = Files.status(*Real);
  if (!Status)
    return {nullptr, Display + ": cannot be read (" + Status.getError().message() + ")"};
  if (Status->getType() != llvm::sys::fs::file_type::regular_file)
    return {nullptr, Display + ": is not a file"};
  if (Status->getSize() >= std::numeric_limits<uint32_t>::max())
    return {nullptr, Display + ": is too large to edit"};

  std::unique_ptr<ProjectFile> &File = ById[Status->getUniqueID()];
  if (File && File->Path != *Real)
    // Replacing one of two hard links leaves the other with the old contents.
    return {nullptr, Display + ": is the same file as " + File->Display +
                         " by a hard link; make one of them a symbolic link"};
  if (!File) {
    auto Buffer = Files.getBufferForFile(*Real, -1, /*RequiresNullTerminator=*/false);
    if (!Buffer)
      return {nullptr, Display + ": cannot be read (" + Buffer.getError().message() + ")"};
    File = std::make_unique<ProjectFile>(ProjectFile{*Real, Display, (*Buffer)->getBuffer().str()});
    ByPath[*Real] = File.get();
  }

  if (Seen) {
    uint64_t Digest = contentDigest(File->Content);
    std::optional<bool> Unchanged = Seen->isUnchanged(AbsolutePath, Digest);
    if (!Unchanged)
      Unchanged = Seen->isUnchanged(*Real, Digest);
    if (!Unchanged)
      return {nullptr, Display + ": was not analysed in this run"};
    if (!*Unchanged)
      return {nullptr, Display + ": has changed since it was analysed; run again"};
  }
  return {File.get(), {}};
}

} // namespace nplus1
