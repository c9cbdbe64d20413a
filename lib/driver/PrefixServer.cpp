#include "driver/PrefixServer.h"

#include "driver/IncludeLog.h"
#include "driver/OutcomeCodec.h"
#include "driver/UnitParse.h"
#include "support/ByteStream.h"
#include "support/ParserProcess.h"
#include "support/Pipe.h"

#include "clang/Frontend/CompilerInstance.h"
#include "clang/Lex/HeaderSearch.h"
#include "clang/Lex/PPCallbacks.h"
#include "clang/Lex/Preprocessor.h"
#include "clang/Lex/PreprocessorOptions.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/Path.h"

#include <array>
#include <cerrno>
#include <csignal>
#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace clang;
using namespace llvm;

namespace nplus1 {
namespace {

/// What an extension answers first, and what the server that was extended answers for it
/// when it has ended. An outcome is longer.
constexpr llvm::StringLiteral ReadyMark = "!", EndedMark = ".";

/// To go on with a unit, or with more that several have in common.
struct Request {
  std::string File;    ///< of the unit; empty: more that several have in common
  uint64_t Left = 0;   ///< files that a parse of the whole leaves
  uint64_t Digest = 0; ///< of their names
  /// Macros that were or will be defined, of which what was read must not know.
  std::vector<std::string> Macros;
  std::string Text;             ///< what comes next
  std::vector<uint64_t> Prefix; ///< names of what is left after that; of units empty

  bool isExtension() const { return File.empty(); }

  template <class Stream> static void fields(Stream &S, auto &R) {
    S.text(R.File);
    S.number(R.Left);
    S.number(R.Digest);
    S.count(R.Macros);
    for (auto &Macro : R.Macros)
      S.text(Macro);
    S.text(R.Text);
    S.count(R.Prefix);
    for (auto &Identity : R.Prefix)
      S.number(Identity);
  }
};

std::string encode(const Request &R) {
  ByteWriter Writer;
  Request::fields(Writer, R);
  return Writer.take();
}

struct Ends {
  int Requests = -1, Answers = -1;
};
/// One pair for each level, all made at once, because a copy of a server can be given
/// none later.
using EndsByLevel = std::array<Ends, PrefixServer::MostLevels>;

/// The life of a server: up to the end of the prefix it is one process, from there on
/// each of its copies parses one unit, or goes on to a longer prefix.
class ServerLife : public PPCallbacks {
public:
  ServerLife(ParseBegin Parse, ArrayRef<uint64_t> Prefix, Request &Now, const IncludeLog &Log,
             const EndsByLevel &Pipes, unsigned &Level)
      : Parse(Parse), Macros(Parse.Clang.getPreprocessor()),
        Sources(Parse.Clang.getSourceManager()), Prefix(Prefix.vec()), Now(Now), Log(Log),
        Pipes(Pipes), Level(Level) {
    Parse.Errors.onError([this] { giveUp(); });
  }

  void LexedFileChanged(FileID File, LexedFileChangeReason Reason, SrcMgr::CharacteristicKind,
                        FileID, SourceLocation) override {
    if (Reason == LexedFileChangeReason::EnterFile && Now.File.empty())
      return;
    if (Reason == LexedFileChangeReason::EnterFile) {
      // It may include itself.
      if (auto Entry = Sources.getFileEntryRefForID(File);
          Entry && Entry->getName() == Now.File && !IsInUnit) {
        Sources.setMainFileID(File);
        IsInUnit = true;
      }
    } else if (Now.File.empty() &&
               File == (Reading.isValid() ? Reading : Sources.getMainFileID()) &&
               Log.Left.size() == Prefix.size()) {
      if (!isAsExpected())
        giveUp();
      serve();
    }
  }

  // A unit's own file is none that something includes. Who asks would be told otherwise.
  void MacroExpands(const Token &Name, const MacroDefinition &Macro, clang::SourceRange,
                    const MacroArgs *) override {
    if (!Macro.getMacroInfo()->isBuiltinMacro())
      return;
    StringRef Asked = Name.getIdentifierInfo()->getName();
    if (Asked == "__INCLUDE_LEVEL__" || Asked == "__BASE_FILE__")
      giveUp();
  }

  // Clang ignores the pragma in a unit's own file.
  void FileChanged(SourceLocation At, FileChangeReason Reason, SrcMgr::CharacteristicKind,
                   FileID) override {
    if (Reason == SystemHeaderPragma && IsInUnit &&
        Sources.getFileID(At) == Sources.getMainFileID())
      giveUp();
  }

private:
  ParseBegin Parse;
  Preprocessor &Macros;
  SourceManager &Sources;
  std::vector<uint64_t> Prefix;
  Request &Now;
  const IncludeLog &Log;
  const EndsByLevel &Pipes;
  unsigned &Level;
  FileID Reading; ///< the text of an extension; invalid: the first one
  bool IsInUnit = false;

  /// Leaves the unit, or what several have in common, to those who parse it whole.
  [[noreturn]] void giveUp() {
    if (!Now.File.empty())
      writeMessage(Pipes[Level].Answers, {});
    _exit(0);
  }

  bool isAsExpected() const {
    HeaderSearch &Headers = Macros.getHeaderSearchInfo();
    return ArrayRef(Prefix) == ArrayRef(Log.leftIdentities()) &&
           all_of(Log.Files, [&](const IncludeLog::File &File) {
             auto Entry = Sources.getFileEntryRefForID(File.Id);
             return !Entry || !File.From || Log.Files[*File.From].IsFile ||
                    Headers.isFileMultipleIncludeGuarded(*Entry);
           });
  }

  /// Returns in the copies only.
  void serve() {
    const unsigned Mine = Level;
    if (Mine && !writeMessage(Pipes[Mine].Answers, ReadyMark))
      _exit(1);
    while (auto Bytes = readMessage(Pipes[Mine].Requests)) {
      if (Bytes->empty())
        _exit(0);
      Now = Request();
      ByteReader Reader(*Bytes);
      Request::fields(Reader, Now);
      if (!Reader.isWhole() || (Now.isExtension() && Mine + 1 == Pipes.size()))
        break;
      const pid_t Copy = fork();
      if (Copy == 0) {
        confineParserProcess(/*Memory=*/0);
        goOn();
        return;
      }
      int Status = 0;
      while (Copy > 0 && waitpid(Copy, &Status, 0) < 0 && errno == EINTR)
        ;
      // Otherwise nobody knows what it has written, to whomever.
      if (Copy < 0 || !WIFEXITED(Status) || WEXITSTATUS(Status))
        break;
      if (Now.isExtension())
        writeMessage(Pipes[Mine + 1].Answers, EndedMark);
    }
    _exit(1);
  }

  void goOn() {
    // A macro that the prefix never asked about may as well have been defined.
    IdentifierTable &Names = Macros.getIdentifierTable();
    const bool Asked = any_of(
        Now.Macros, [&](const std::string &Macro) { return Names.find(Macro) != Names.end(); });
    if (Asked || (!Now.isExtension() && !Parse.Bodies.goOnFor(Now.File, Sources)))
      giveUp();
    if (Now.isExtension()) {
      ++Level;
      Prefix = std::move(Now.Prefix);
      Reading = enter(Now.Text);
      Now = Request();
    } else {
      Parse.Out.Facts.MainFile = Now.File;
      enter(Now.Text);
    }
  }

  /// What comes next is read where the unit would have been.
  FileID enter(StringRef Text) {
    const FileID Next =
        Sources.createFileID(MemoryBuffer::getMemBufferCopy(Text, "<after the beginning>"));
    Macros.EnterSourceFile(Next, /*Dir=*/nullptr,
                           Sources.getLocForStartOfFile(Sources.getMainFileID()));
    return Next;
  }
};

/// Never returns.
[[noreturn]] void live(const CompileUnit &First, ArrayRef<uint64_t> Prefix, const std::string &Text,
                       std::span<const Profile> Profiles, const EndsByLevel &Pipes) {
  confineParserProcess(/*Memory=*/0);
  auto Files = makeIntrusiveRefCnt<RecordingFileSystem>(vfs::createPhysicalFileSystem());
  if (Files->setCurrentWorkingDirectory(First.Directory))
    _exit(0);
  auto Invocation = factsInvocation(First, Files);
  if (!Invocation || Invocation->getFrontendOpts().Inputs.size() != 1)
    _exit(0);
  // Clang looks in the unit's folder only if the unit is a file.
  const PreprocessorOptions &Given = Invocation->getPreprocessorOpts();
  for (const auto *Headers : {&Given.Includes, &Given.MacroIncludes})
    if (!all_of(*Headers, [](StringRef Path) { return sys::path::is_absolute(Path); }))
      _exit(0);
  // To give back what a copy shares with its server would copy it first.
  Invocation->getFrontendOpts().DisableFree = true;
  FrontendInputFile &Input = Invocation->getFrontendOpts().Inputs.front();
  Input = FrontendInputFile(MemoryBufferRef(Text, "<beginning of several units>"), Input.getKind());

  Request Now;
  unsigned Level = 0;
  IncludeLog Log;
  UnitOutcome Out = parseUnit(
      First, Profiles, std::move(Invocation), Files, /*Before=*/nullptr, [&](ParseBegin Parse) {
        Preprocessor &Macros = Parse.Clang.getPreprocessor();
        // What is added last is called first.
        Macros.addPPCallbacks(std::make_unique<ServerLife>(Parse, Prefix, Now, Log, Pipes, Level));
        recordIncludes(Macros, Log);
      });
  if (Now.File.empty())
    _exit(0); // the end of the prefix was not met
  Places Disk;
  Files->addTo(Out.Seen, Disk);
  // The unit's own file is left last.
  std::vector<uint64_t> Left = Log.leftIdentities();
  const bool Sound = Left.size() == Now.Left + 1 &&
                     digestOf(ArrayRef(Left).take_front(Now.Left)) == Now.Digest &&
                     Out.Judged == UnitOutcome::Verdict::Analysed;
  writeMessage(Pipes[Level].Answers, Sound ? encodeOutcome(Out) : std::string());
  _exit(0);
}

} // namespace

/// The first server, and this process's ends of the pipes to it and its extensions.
class PrefixServer::Process {
public:
  ~Process() {
    closeAll(Mine);
    if (Pid <= 0)
      return;
    kill(Pid, SIGKILL);
    while (waitpid(Pid, nullptr, 0) < 0 && errno == EINTR)
      ;
  }

  /// \p Life is what it does, given its ends. False if the system gives no process.
  bool start(function_ref<void(const EndsByLevel &)> Life) {
    EndsByLevel Its;
    bool Opened = true;
    for (unsigned Level = 0; Level < MostLevels; ++Level)
      Opened = Opened && open(Its[Level].Requests, Mine[Level].Requests) &&
               open(Mine[Level].Answers, Its[Level].Answers);
    if (Opened)
      Pid = fork();
    if (Opened && Pid == 0) {
      closeAll(Mine);
      Life(Its);
    }
    closeAll(Its);
    return Pid > 0;
  }

  const Ends &ends(unsigned Level) const { return Mine[Level]; }

private:
  pid_t Pid = -1;
  EndsByLevel Mine;

  static bool open(int &Read, int &Write) {
    int Fds[2];
    if (pipe2(Fds, O_CLOEXEC))
      return false;
    Read = Fds[0];
    Write = Fds[1];
    return true;
  }

  static void closeAll(const EndsByLevel &Pipes) {
    for (const Ends &Pair : Pipes)
      for (int Fd : {Pair.Requests, Pair.Answers})
        if (Fd >= 0)
          close(Fd);
  }
};

PrefixServer::PrefixServer(std::shared_ptr<Process> Root, unsigned Level, const IncludeTrail &Trail,
                           const IncludeTrail::Cut &At)
    : Root(std::move(Root)), Level(Level), Left(At.Left),
      Digest(digestOf(ArrayRef(Trail.Left).take_front(At.Left))) {}

/// Begins a request of what comes after \p From in \p Trail, with the macros that the first
/// \p Known files mention and those before \p From do not: these are defined there, before
/// anything else is read.
static Request requestAfter(const IncludeTrail &Trail, const IncludeTrail::Cut &From,
                            size_t Known) {
  Request Wanted;
  Wanted.Macros = From.Guards;
  for (const IncludeTrail::Macro &Macro : Trail.Macros) {
    if (Macro.Mentioned < From.Left || Macro.Mentioned >= Known || Macro.As.Definition.empty())
      continue;
    Wanted.Macros.push_back(Macro.As.Name);
    Wanted.Text += Macro.As.Definition;
  }
  return Wanted;
}

std::unique_ptr<PrefixServer> PrefixServer::start(const CompileUnit &First,
                                                  const IncludeTrail &Trail,
                                                  const IncludeTrail::Cut &At,
                                                  std::span<const Profile> Profiles) {
  auto Root = std::make_shared<Process>();
  // Of macros that are mentioned later, units may say different things.
  const CompileUnit Alike = withoutMacros(First, [&](StringRef Name) {
    return any_of(Trail.Macros, [&](const IncludeTrail::Macro &Macro) {
      return Macro.As.Name == Name && Macro.Mentioned >= At.Left;
    });
  });
  const bool Started = Root->start([&](const EndsByLevel &Pipes) {
    live(Alike, ArrayRef(Trail.Names).take_front(At.Left), join(At.Directives, ""), Profiles,
         Pipes);
  });
  return Started ? std::unique_ptr<PrefixServer>(new PrefixServer(std::move(Root), 0, Trail, At))
                 : nullptr;
}

std::unique_ptr<PrefixServer> PrefixServer::extend(const IncludeTrail &Trail,
                                                   const IncludeTrail::Cut &At) {
  const IncludeTrail::Cut *From = cutOf(Trail);
  if (Level + 1 == MostLevels || Ended || !From || At.Directives.empty())
    return nullptr;
  Request Wanted = requestAfter(Trail, *From, At.Left);
  Wanted.Text += join(At.Directives, "");
  Wanted.Prefix = ArrayRef(Trail.Names).take_front(At.Left);
  if (!writeMessage(Root->ends(Level).Requests, encode(Wanted)))
    return nullptr;
  if (auto Answer = readMessage(Root->ends(Level + 1).Answers); !Answer || *Answer != ReadyMark)
    return nullptr;
  return std::unique_ptr<PrefixServer>(new PrefixServer(Root, Level + 1, Trail, At));
}

PrefixServer::~PrefixServer() {
  // The one that this one goes on from waits for its end, and then says so.
  if (Level && !Ended && writeMessage(Root->ends(Level).Requests, {}))
    while (auto Answer = readMessage(Root->ends(Level).Answers))
      if (*Answer == EndedMark)
        break;
}

bool PrefixServer::begins(const IncludeTrail &Trail) const {
  return Trail.Left.size() >= Left && digestOf(ArrayRef(Trail.Left).take_front(Left)) == Digest;
}

const IncludeTrail::Cut *PrefixServer::cutOf(const IncludeTrail &Trail) const {
  const IncludeTrail::Cut *At = Trail.lastCut(Left);
  return At && At->Left == Left && begins(Trail) ? At : nullptr;
}

std::optional<std::string> PrefixServer::analyze(const CompileUnit &Unit,
                                                 const IncludeTrail &Trail) {
  if (StringRef(Unit.File).find_first_of("\"\n") != StringRef::npos)
    return std::nullopt;
  Request Wanted = requestAfter(Trail, *cutOf(Trail), SIZE_MAX);
  Wanted.Text += "#include \"" + Unit.File + "\"\n";
  Wanted.File = Unit.File;
  Wanted.Left = Trail.Names.size();
  Wanted.Digest = digestOf(Trail.Names);
  if (Ended || !writeMessage(Root->ends(Level).Requests, encode(Wanted)))
    return std::nullopt;
  auto Answer = readMessage(Root->ends(Level).Answers);
  Ended = !Answer || *Answer == EndedMark;
  if (Ended || Answer->empty())
    return std::nullopt;
  return Answer;
}

} // namespace nplus1
