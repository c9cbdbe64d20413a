#include "fix/AtomicWrite.h"

#include "fix/Journal.h"
#include "fix/ReplaceFile.h"
#include "fix/SeenFiles.h"

#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

namespace nplus1 {

namespace fs = llvm::sys::fs;

namespace {

/// Held by one process per project; the system lets go of it when that dies.
class ProjectLock {
public:
  explicit ProjectLock(const ProjectBoundary &Boundary)
      : Fd(::open(Boundary.root().c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)),
        Held(Fd >= 0 && ::flock(Fd, LOCK_EX | LOCK_NB) == 0) {}
  ~ProjectLock() {
    if (Fd >= 0)
      ::close(Fd);
  }
  ProjectLock(const ProjectLock &) = delete;
  ProjectLock &operator=(const ProjectLock &) = delete;

  llvm::Error check(const ProjectBoundary &Boundary) const {
    if (Held)
      return llvm::Error::success();
    return llvm::createStringError("%s: another nplus1 is writing to this project; wait for it and "
                                   "run again",
                                   Boundary.root().c_str());
  }

private:
  int Fd;
  bool Held;
};

/// Nothing if it cannot be read.
std::optional<std::string> contentOf(const std::string &Path) {
  auto Buffer = llvm::MemoryBuffer::getFile(Path, /*IsText=*/false,
                                            /*RequiresNullTerminator=*/false, /*IsVolatile=*/true);
  if (!Buffer)
    return std::nullopt;
  return (*Buffer)->getBuffer().str();
}

llvm::Expected<Recovery> recoverLocked(const ProjectBoundary &Boundary) {
  llvm::Expected<std::optional<Journal>> Record = loadJournal(Boundary);
  if (!Record)
    return Record.takeError();
  Recovery Done;
  if (!*Record)
    return Done;
  for (const JournalEntry &Entry : (*Record)->Entries) {
    if ((*Record)->Ready) {
      std::optional<std::string> Now = contentOf(Entry.Target), Next = contentOf(Entry.Temporary);
      bool IsOld = Now && contentDigest(*Now) == Entry.Before;
      bool IsNew = Now && contentDigest(*Now) == Entry.After;
      if (IsOld && Next && contentDigest(*Next) == Entry.After) {
        if (llvm::Error Error = renameOver(Entry.Temporary, Entry.Target))
          return Error;
        ++Done.Finished;
      } else if (!IsNew) {
        Done.Left.push_back(Boundary.display(Entry.Target));
      }
    }
    fs::remove(Entry.Temporary);
  }
  removeJournal(Boundary);
  return Done;
}

llvm::Error checkBefore(const EditedFile &File, const ProjectBoundary &Boundary) {
  llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> Disk = llvm::vfs::getRealFileSystem();
  llvm::Expected<std::string> Real = Boundary.resolve(File.Path, *Disk);
  if (!Real)
    return Real.takeError();
  if (*Real != File.Path || contentOf(File.Path) != File.Before)
    return llvm::createStringError("%s: has changed since it was analysed; run again",
                                   File.Display.c_str());
  if (std::string Why = whyNotReplaceable(File.Path); !Why.empty())
    return llvm::createStringError("%s: %s", File.Display.c_str(), Why.c_str());
  return llvm::Error::success();
}

llvm::Error writeTemporary(const std::string &Temporary, const std::string &Target,
                           llvm::StringRef Content) {
  struct stat Like;
  if (::stat(Target.c_str(), &Like) != 0)
    return llvm::createStringError("%s: cannot be read", Target.c_str());
  return writeNewFile(Temporary, Content, Like);
}

/// Removes the temporary files and the journal, in this order.
void undo(const Journal &Record, const ProjectBoundary &Boundary) {
  for (const JournalEntry &Entry : Record.Entries)
    fs::remove(Entry.Temporary);
  removeJournal(Boundary);
}

/// Renames all, or gives those that were renamed their old content back.
llvm::Error renameAll(const Journal &Record, const EditedFiles &Files) {
  for (size_t I = 0; I < Files.size(); ++I) {
    const JournalEntry &Entry = Record.Entries[I];
    llvm::Error Error = renameOver(Entry.Temporary, Entry.Target);
    if (!Error)
      continue;
    while (I-- > 0) {
      std::string Temporary = temporaryName(Files[I].Path);
      llvm::Error Undone = writeTemporary(Temporary, Files[I].Path, Files[I].Before);
      if (!Undone)
        Undone = renameOver(Temporary, Files[I].Path);
      Error = llvm::joinErrors(std::move(Error), std::move(Undone));
    }
    return Error;
  }
  return llvm::Error::success();
}

} // namespace

llvm::Expected<Recovery> recoverInterruptedFix(const ProjectBoundary &Boundary) {
  ProjectLock Lock(Boundary);
  if (llvm::Error Error = Lock.check(Boundary))
    return Error;
  return recoverLocked(Boundary);
}

llvm::Error writeFiles(const EditedFiles &Files, const ProjectBoundary &Boundary) {
  ProjectLock Lock(Boundary);
  if (llvm::Error Error = Lock.check(Boundary))
    return Error;
  // What it changes shows in the contents, which are compared next.
  if (llvm::Expected<Recovery> Done = recoverLocked(Boundary); !Done)
    return Done.takeError();

  Journal Record;
  for (const EditedFile &File : Files) {
    if (llvm::Error Error = checkBefore(File, Boundary))
      return Error;
    Record.Entries.push_back({File.Path, temporaryName(File.Path), contentDigest(File.Before),
                              contentDigest(File.After)});
  }
  if (llvm::Error Error = saveJournal(Record, Boundary))
    return Error;
  for (size_t I = 0; I < Files.size(); ++I)
    if (llvm::Error Error =
            writeTemporary(Record.Entries[I].Temporary, Files[I].Path, Files[I].After)) {
      undo(Record, Boundary);
      return Error;
    }
  Record.Ready = true;
  llvm::Error Error = saveJournal(Record, Boundary);
  if (!Error)
    Error = renameAll(Record, Files);
  undo(Record, Boundary);
  return Error;
}

} // namespace nplus1
