#include "finding/Revision.h"

#include "finding/Paths.h"

#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Program.h"

namespace nplus1 {

namespace {
/// Runs git in one directory, without locks, hooks or helpers that the
/// repository's own configuration names.
class Git {
public:
  static llvm::Expected<Git> in(llvm::StringRef Directory);

  struct Answer {
    int Status;
    std::string Output;
  };
  llvm::Expected<Answer> run(std::vector<llvm::StringRef> Arguments) const;
  /// The one line that the command prints; empty if it fails.
  llvm::Expected<std::string> line(std::vector<llvm::StringRef> Arguments) const;

private:
  std::string Program;
  std::string Directory;
};
} // namespace

static llvm::Error sentence(const llvm::Twine &Text) { return llvm::createStringError(Text); }

llvm::Expected<Git> Git::in(llvm::StringRef Directory) {
  auto Program = llvm::sys::findProgramByName("git");
  if (!Program)
    return sentence("--new-since needs git, which is not on the PATH; install it");
  Git G;
  G.Program = *Program;
  G.Directory = Directory.str();
  return G;
}

llvm::Expected<Git::Answer> Git::run(std::vector<llvm::StringRef> Arguments) const {
  std::vector<llvm::StringRef> Command = {Program,   "-C",
                                          Directory, "--no-optional-locks",
                                          "-c",      "core.quotePath=false",
                                          "-c",      "core.fsmonitor=false"};
  Command.insert(Command.end(), Arguments.begin(), Arguments.end());
  llvm::SmallString<128> File;
  if (auto Failed = llvm::sys::fs::createTemporaryFile("nplus1-git", "out", File))
    return sentence("cannot create a temporary file: " + Failed.message() +
                    "; set TMPDIR to a folder that may be written");
  llvm::StringRef Out(File), None("");
  std::string Problem;
  Answer A;
  A.Status =
      llvm::sys::ExecuteAndWait(Program, Command, std::nullopt, {None, Out, None}, 0, 0, &Problem);
  auto Buffer = llvm::MemoryBuffer::getFile(Out);
  llvm::sys::fs::remove(Out);
  if (A.Status < 0 || !Buffer)
    return sentence("cannot run git: " + Problem + "; check that 'git --version' works");
  A.Output = (*Buffer)->getBuffer().str();
  return A;
}

llvm::Expected<std::string> Git::line(std::vector<llvm::StringRef> Arguments) const {
  auto A = run(std::move(Arguments));
  if (!A)
    return A.takeError();
  return A->Status == 0 ? llvm::StringRef(A->Output).rtrim('\n').str() : "";
}

/// A path in a diff's header: bare, or quoted as in C if it holds special bytes.
static std::string diffPath(llvm::StringRef Written) {
  Written = Written.rtrim('\t');
  if (!Written.consume_front("\""))
    return Written.str();
  Written.consume_back("\"");
  std::string Path;
  for (size_t I = 0; I < Written.size(); ++I) {
    if (Written[I] != '\\' || I + 1 == Written.size()) {
      Path += Written[I];
      continue;
    }
    char C = Written[++I];
    unsigned Octal;
    if (C >= '0' && C <= '7' && !Written.substr(I, 3).getAsInteger(8, Octal)) {
      Path += static_cast<char>(Octal);
      I += 2;
      continue;
    }
    switch (C) {
    case 't':
      Path += '\t';
      break;
    case 'n':
      Path += '\n';
      break;
    case 'r':
      Path += '\r';
      break;
    default:
      Path += C; // \" and backslash
    }
  }
  return Path;
}

void ChangedLines::parseDiff(llvm::StringRef Diff, ChangedLines &Into) {
  File *Current = nullptr;
  uint64_t Skip = 0; // lines of a hunk, which may look like headers
  while (!Diff.empty()) {
    llvm::StringRef Line;
    std::tie(Line, Diff) = Diff.split('\n');
    if (Skip && (Line.starts_with("+") || Line.starts_with("-"))) {
      --Skip;
      continue;
    }
    Skip = 0;
    if (Line.consume_front("+++ ")) {
      std::string Path = diffPath(Line);
      llvm::StringRef Relative(Path);
      Current = Relative.consume_front("b/") ? &Into.Files[Relative] : nullptr;
      continue;
    }
    if (!Line.consume_front("@@ -"))
      continue;
    auto Count = [](llvm::StringRef Range, uint32_t &First, uint32_t &Lines) {
      auto [Start, Length] = Range.split(',');
      Lines = 1;
      return !Start.getAsInteger(10, First) && (Length.empty() || !Length.getAsInteger(10, Lines));
    };
    uint32_t OldFirst, OldLines, First, Lines;
    auto [Old, Rest] = Line.split(" +");
    if (!Count(Old, OldFirst, OldLines) || !Count(Rest.split(' ').first, First, Lines))
      continue;
    Skip = uint64_t(OldLines) + Lines;
    if (!Current)
      continue;
    if (Lines == 0)
      Current->DeletedAfter.push_back(First);
    else
      Current->Changed.push_back({First, First + Lines - 1});
  }
}

bool ChangedLines::isChanged(llvm::StringRef Path, uint32_t FirstLine, uint32_t LastLine) const {
  auto It = Files.find(Path);
  if (It == Files.end())
    return false;
  return It->second.IsNew || llvm::any_of(It->second.Changed, [&](const Span &S) {
           return S.First <= LastLine && FirstLine <= S.Last;
         });
}

bool ChangedLines::isCut(llvm::StringRef Path, uint32_t FirstLine, uint32_t LastLine) const {
  auto It = Files.find(Path);
  return It != Files.end() && llvm::any_of(It->second.DeletedAfter, [&](uint32_t Line) {
           return FirstLine <= Line && Line < LastLine;
         });
}

/// The sentence for a revision that is not there.
static llvm::Error unknownRevision(llvm::StringRef Revision, bool Shallow) {
  if (Shallow)
    return sentence("there is no revision '" + Revision +
                    "' in this shallow clone; fetch its history first: git fetch --unshallow");
  return sentence("there is no revision '" + Revision + "'; 'git log' lists those there are");
}

llvm::Expected<ChangedLines> ChangedLines::since(llvm::StringRef Revision,
                                                 llvm::StringRef Directory) {
  auto Repository = Git::in(Directory);
  if (!Repository)
    return Repository.takeError();
  ChangedLines Changes;

  auto Top = Repository->line({"rev-parse", "--show-toplevel"});
  if (!Top)
    return Top.takeError();
  if (Top->empty())
    return sentence("--new-since needs a git repository that it may read, and " + Directory +
                    " is in none; 'git -C " + Directory + " status' says why");
  Changes.Root = *Top;

  auto Shallow = Repository->line({"rev-parse", "--is-shallow-repository"});
  if (!Shallow)
    return Shallow.takeError();
  bool IsShallow = *Shallow == "true";
  std::string Wanted = (Revision + "^{commit}").str();
  llvm::Expected<std::string> Commit =
      Revision.empty() || Revision.starts_with("-")
          ? llvm::Expected<std::string>("")
          : Repository->line({"rev-parse", "--verify", "--quiet", Wanted});
  if (!Commit)
    return Commit.takeError();
  if (Commit->empty())
    return unknownRevision(Revision, IsShallow);

  auto Base = Repository->line({"merge-base", *Commit, "HEAD"});
  if (!Base)
    return Base.takeError();
  if (Base->empty()) {
    *Base = *Commit;
    Changes.Note = ("compared with " + Revision + " itself: " +
                    (IsShallow ? "the shallow clone does not reach the merge base"
                               : "it has no commit in common with HEAD"))
                       .str();
  }

  // Both run at the top: paths in the answers are relative to it.
  auto AtTop = Git::in(Changes.Root);
  if (!AtTop)
    return AtTop.takeError();
  auto Diff = AtTop->run({"diff", "--unified=0", "--no-color", "--no-ext-diff", "--no-textconv",
                          "--no-relative", "--find-renames", "--src-prefix=a/", "--dst-prefix=b/",
                          "--ignore-submodules", *Base, "--"});
  if (!Diff)
    return Diff.takeError();
  if (Diff->Status != 0)
    return sentence("git could not compare with " + Revision + "; run 'git diff " + *Base +
                    "' to see why");
  parseDiff(Diff->Output, Changes);

  auto Untracked = AtTop->run({"ls-files", "--others", "--exclude-standard", "-z"});
  if (!Untracked)
    return Untracked.takeError();
  llvm::SmallVector<llvm::StringRef> Names;
  llvm::StringRef(Untracked->Output).split(Names, '\0', -1, /*KeepEmpty=*/false);
  for (llvm::StringRef Name : Names)
    Changes.Files[Name].IsNew = true;
  return Changes;
}

static bool isNew(const Finding &F, const ChangedLines &Changes) {
  auto Touched = [&](const SourcePoint &At, uint32_t LastLine) {
    return At.isValid() && Changes.isChanged(relativePath(At.File, Changes.root()), At.Line,
                                             std::max(At.Line, LastLine));
  };
  if (Touched(F.Location.Begin, F.Location.EndLine) || Touched(F.Loop, F.Loop.Line) ||
      Touched(F.LoopHeader.Begin, F.LoopHeader.EndLine) || Touched(F.Source, F.Source.Line))
    return true;
  for (const TraceStep &Step : F.Trace)
    if (Touched(Step.At, Step.At.Line))
      return true;
  return F.Source.isValid() && F.Source.File == F.Loop.File &&
         Changes.isCut(relativePath(F.Loop.File, Changes.root()), F.Source.Line, F.Loop.Line);
}

void applyChanges(const ChangedLines &Changes, std::vector<Finding> &Findings) {
  for (Finding &F : Findings)
    if (!F.Suppressed && F.State != BaselineState::Known)
      F.State = isNew(F, Changes) ? BaselineState::New : BaselineState::Known;
}

} // namespace nplus1
