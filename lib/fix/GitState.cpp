#include "fix/GitState.h"

#include "fix/ProjectBoundary.h"

#include "llvm/ADT/SmallVector.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/FileUtilities.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/Program.h"

#include <algorithm>
#include <map>
#include <vector>

namespace nplus1 {

namespace {

/// Well below the system's limit on the length of a command line.
constexpr size_t PathsPerCall = 200;

/// Runs git and returns what it wrote to stdout.
llvm::Expected<std::string> runGit(const std::string &Git, llvm::ArrayRef<llvm::StringRef> Args,
                                   llvm::StringRef Repository) {
  llvm::SmallString<128> Out, Err;
  std::error_code Error = llvm::sys::fs::createTemporaryFile("nplus1-git", "out", Out);
  llvm::FileRemover RemoveOut(Out);
  if (!Error)
    Error = llvm::sys::fs::createTemporaryFile("nplus1-git", "err", Err);
  llvm::FileRemover RemoveErr(Err);
  if (Error)
    return llvm::createStringError(Error, "no temporary file can be made (%s)",
                                   Error.message().c_str());

  std::string Failure;
  int Status = llvm::sys::ExecuteAndWait(Git, Args, std::nullopt,
                                         {llvm::StringRef(""), Out.str(), Err.str()},
                                         /*SecondsToWait=*/0, /*MemoryLimit=*/0, &Failure);
  auto Read = [](llvm::StringRef Path) {
    auto Buffer = llvm::MemoryBuffer::getFile(Path);
    return Buffer ? (*Buffer)->getBuffer().str() : std::string();
  };
  if (Status != 0) {
    if (Failure.empty())
      Failure = llvm::StringRef(Read(Err)).split('\n').first.str();
    return llvm::createStringError("git cannot tell whether files in %s have uncommitted changes "
                                   "(%s)",
                                   Repository.str().c_str(), Failure.c_str());
  }
  return Read(Out);
}

/// Reads "XY path" entries, each ended by a null byte; a rename is followed by
/// its old path.
void collectChanged(llvm::StringRef Status, llvm::StringRef Repository,
                    std::set<std::string> &Unsaved) {
  while (!Status.empty()) {
    auto [Entry, Rest] = Status.split('\0');
    Status = Rest;
    if (Entry.size() < 4)
      continue;
    llvm::SmallString<256> Path(Repository);
    llvm::sys::path::append(Path, Entry.drop_front(3));
    Unsaved.insert(Path.str().str());
    if (Entry.take_front(2).contains('R') || Entry.take_front(2).contains('C'))
      Status = Status.split('\0').second;
  }
}

} // namespace

llvm::Expected<std::set<std::string>> unsavedFiles(llvm::ArrayRef<std::string> Paths) {
  std::set<std::string> Unsaved;
  llvm::ErrorOr<std::string> Git = llvm::sys::findProgramByName("git");
  if (!Git)
    return Unsaved;

  // A file in a submodule is known to the submodule's repository only.
  std::map<std::string, std::vector<llvm::StringRef>> ByRepository;
  llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> Disk = llvm::vfs::getRealFileSystem();
  for (const std::string &Path : Paths)
    if (std::string Top = gitTopLevel(llvm::sys::path::parent_path(Path), *Disk); !Top.empty())
      ByRepository[Top].push_back(Path);

  for (const auto &[Top, Files] : ByRepository)
    for (size_t First = 0; First < Files.size(); First += PathsPerCall) {
      // fsmonitor would be a program that the repository names. No optional
      // locks: a question must not be in the way of the user's own git.
      std::vector<llvm::StringRef> Args = {*Git,
                                           "--no-optional-locks",
                                           "--literal-pathspecs",
                                           "-c",
                                           "core.fsmonitor=false",
                                           "-C",
                                           Top,
                                           "status",
                                           "--porcelain=v1",
                                           "-z",
                                           "--untracked-files=all",
                                           "--ignore-submodules=all",
                                           "--"};
      size_t Last = std::min(Files.size(), First + PathsPerCall);
      Args.insert(Args.end(), Files.begin() + First, Files.begin() + Last);
      llvm::Expected<std::string> Status = runGit(*Git, Args, Top);
      if (!Status)
        return Status.takeError();
      collectChanged(*Status, Top, Unsaved);
    }
  return Unsaved;
}

} // namespace nplus1
