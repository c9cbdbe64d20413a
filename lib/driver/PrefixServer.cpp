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
#include "llvm/ADT/StringExtras.h"

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

/// The macro that stands for the unit's file in the text that a server reads.
std::string unitMacro(unsigned Level) { return "__nplus1_unit" + std::to_string(Level); }

/// Includes what \p Directives do, and then the unit, unless that is included elsewhere.
std::string textOf(ArrayRef<std::string> Directives, unsigned Level) {
  return join(Directives, "") + "#ifdef " + unitMacro(Level) + "\n#include " + unitMacro(Level) +
         "\n#endif\n";
}

/// What an extension answers first, and what the server that was extended answers for it
/// when it has ended. An outcome is longer.
constexpr llvm::StringLiteral ReadyMark = "!", EndedMark = ".";

/// To go on with a unit, or with more that several have in common.
struct Request {
  std::string File;    ///< of the unit
  uint64_t Left = 0;   ///< files that a parse of the whole leaves
  uint64_t Digest = 0; ///< of these
  std::vector<std::string> Guards;
  std::vector<std::string> Directives; ///< what comes next; of units empty
  std::vector<uint64_t> Prefix;        ///< what is left after that

  bool isExtension() const { return !Directives.empty(); }

  template <class Stream> static void fields(Stream &S, auto &R) {
    S.text(R.File);
    S.number(R.Left);
    S.number(R.Digest);
    for (auto *Texts : {&R.Guards, &R.Directives}) {
      S.count(*Texts);
      for (auto &Text : *Texts)
        S.text(Text);
    }
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
class Serving : public PPCallbacks {
public:
  Serving(ParseBegin Parse, ArrayRef<uint64_t> Prefix, Request &Now, const IncludeLog &Log,
          const EndsByLevel &Pipes, unsigned &Level)
      : Parse(Parse), Macros(Parse.Clang.getPreprocessor()),
        Sources(Parse.Clang.getSourceManager()), Prefix(Prefix.vec()), Now(Now), Log(Log),
        Pipes(Pipes), Level(Level) {}

  void LexedFileChanged(FileID File, LexedFileChangeReason Reason, SrcMgr::CharacteristicKind,
                        FileID, SourceLocation) override {
    if (Reason == LexedFileChangeReason::EnterFile && Now.File.empty())
      return;
    if (Reason == LexedFileChangeReason::EnterFile) {
      if (auto Entry = Sources.getFileEntryRefForID(File); Entry && Entry->getName() == Now.File)
        Sources.setMainFileID(File);
    } else if (Now.File.empty() &&
               File == (Reading.isValid() ? Reading : Sources.getMainFileID()) &&
               Log.Left.size() == Prefix.size()) {
      if (!isAsExpected())
        _exit(0);
      serve();
    }
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

  bool isAsExpected() const {
    HeaderSearch &Headers = Macros.getHeaderSearchInfo();
    return ArrayRef(Prefix) == ArrayRef(Log.leftIdentities()) &&
           !Parse.Clang.getDiagnosticClient().getNumErrors() &&
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
        Now.Guards, [&](const std::string &Guard) { return Names.find(Guard) != Names.end(); });
    if (Now.isExtension()) {
      if (Asked)
        _exit(0);
      extend();
    } else if (Asked || !Parse.Bodies.goOnFor(Now.File, Sources) || !include(Now.File)) {
      writeMessage(Pipes[Level].Answers, {});
      _exit(0);
    }
  }

  /// What comes next is read where the unit would have been.
  void extend() {
    ++Level;
    Prefix = std::move(Now.Prefix);
    Reading = Sources.createFileID(
        MemoryBuffer::getMemBufferCopy(textOf(Now.Directives, Level), "<more of the beginning>"));
    Now = Request();
    Macros.EnterSourceFile(Reading, /*Dir=*/nullptr, here());
  }

  SourceLocation here() const { return Sources.getLocForStartOfFile(Sources.getMainFileID()); }

  bool include(StringRef File) {
    if (File.contains('"'))
      return false;
    Token Path;
    Path.startToken();
    Path.setKind(tok::string_literal);
    Macros.CreateString(("\"" + File + "\"").str(), Path, here(), here());
    MacroInfo *Unit = Macros.AllocateMacroInfo(here());
    Unit->setTokens(Path, Macros.getPreprocessorAllocator());
    Macros.appendDefMacroDirective(Macros.getIdentifierInfo(unitMacro(Level)), Unit);
    Parse.Out.Facts.MainFile = File.str();
    return true;
  }
};

/// Never returns.
[[noreturn]] void live(const CompileUnit &First, ArrayRef<uint64_t> Prefix,
                       ArrayRef<std::string> Directives, std::span<const Profile> Profiles,
                       const EndsByLevel &Pipes) {
  confineParserProcess(/*Memory=*/0);
  auto Files = makeIntrusiveRefCnt<RecordingFileSystem>(vfs::createPhysicalFileSystem());
  if (Files->setCurrentWorkingDirectory(First.Directory))
    _exit(0);
  auto Invocation = factsInvocation(First, Files);
  if (!Invocation || Invocation->getFrontendOpts().Inputs.size() != 1)
    _exit(0);
  const std::string Text = textOf(Directives, 0);
  FrontendInputFile &Input = Invocation->getFrontendOpts().Inputs.front();
  Input = FrontendInputFile(MemoryBufferRef(Text, "<beginning of several units>"), Input.getKind());

  Request Now;
  unsigned Level = 0;
  IncludeLog Log;
  UnitOutcome Out = parseUnit(
      First, Profiles, std::move(Invocation), Files, /*Before=*/nullptr, [&](ParseBegin Parse) {
        Preprocessor &Macros = Parse.Clang.getPreprocessor();
        // What is added last is called first.
        Macros.addPPCallbacks(std::make_unique<Serving>(Parse, Prefix, Now, Log, Pipes, Level));
        recordIncludes(Macros, Log);
      });
  if (Now.File.empty())
    _exit(0); // the end of the prefix was not met
  Places Disk;
  Files->addTo(Out.Seen, Disk);
  // The unit's own file is left last, and then the texts that led to it.
  std::vector<uint64_t> Left = Log.leftIdentities();
  const bool Sound = Left.size() == Now.Left + 1 + Level &&
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

std::unique_ptr<PrefixServer> PrefixServer::start(const CompileUnit &First,
                                                  const IncludeTrail &Trail,
                                                  const IncludeTrail::Cut &At,
                                                  std::span<const Profile> Profiles) {
  auto Root = std::make_shared<Process>();
  const bool Started = Root->start([&](const EndsByLevel &Pipes) {
    live(First, ArrayRef(Trail.Left).take_front(At.Left), At.Directives, Profiles, Pipes);
  });
  return Started ? std::unique_ptr<PrefixServer>(new PrefixServer(std::move(Root), 0, Trail, At))
                 : nullptr;
}

std::unique_ptr<PrefixServer> PrefixServer::extend(const IncludeTrail &Trail,
                                                   const IncludeTrail::Cut &At) {
  const IncludeTrail::Cut *From = cutOf(Trail);
  if (Level + 1 == MostLevels || Ended || !From || At.Directives.empty())
    return nullptr;
  Request Wanted;
  Wanted.Guards = From->Guards;
  Wanted.Directives = At.Directives;
  Wanted.Prefix = ArrayRef(Trail.Left).take_front(At.Left);
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
  Request Wanted;
  Wanted.File = Unit.File;
  Wanted.Left = Trail.Left.size();
  Wanted.Digest = digestOf(Trail.Left);
  Wanted.Guards = cutOf(Trail)->Guards;
  if (Ended || !writeMessage(Root->ends(Level).Requests, encode(Wanted)))
    return std::nullopt;
  auto Answer = readMessage(Root->ends(Level).Answers);
  Ended = !Answer || *Answer == EndedMark;
  if (Ended || Answer->empty())
    return std::nullopt;
  return Answer;
}

} // namespace nplus1
