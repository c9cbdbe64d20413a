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

#include <cerrno>
#include <csignal>
#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace clang;
using namespace llvm;

namespace nplus1 {
namespace {

/// The macro that stands for the unit's file in the text that the server parses.
constexpr llvm::StringLiteral UnitMacro = "__nplus1_unit";

struct Request {
  std::string File;
  uint64_t Left = 0;   ///< files that a parse of the whole leaves
  uint64_t Digest = 0; ///< of these
  std::vector<std::string> Guards;

  template <class Stream> static void fields(Stream &S, auto &R) {
    S.text(R.File);
    S.number(R.Left);
    S.number(R.Digest);
    S.count(R.Guards);
    for (auto &Guard : R.Guards)
      S.text(Guard);
  }
};

/// The life of a server: up to the end of the prefix it is one process, from there on
/// each of its copies parses one unit.
class Serving : public PPCallbacks {
public:
  Serving(ParseBegin Parse, ArrayRef<uint64_t> Prefix, Request &Now, const IncludeLog &Log,
          int Requests, int Answers)
      : Parse(Parse), Macros(Parse.Clang.getPreprocessor()),
        Sources(Parse.Clang.getSourceManager()), Prefix(Prefix), Now(Now), Log(Log),
        Requests(Requests), Answers(Answers) {}

  void LexedFileChanged(FileID File, LexedFileChangeReason Reason, SrcMgr::CharacteristicKind,
                        FileID, SourceLocation) override {
    if (Reason == LexedFileChangeReason::EnterFile && Now.File.empty())
      return;
    if (Reason == LexedFileChangeReason::EnterFile) {
      if (auto Entry = Sources.getFileEntryRefForID(File); Entry && Entry->getName() == Now.File)
        Sources.setMainFileID(File);
    } else if (Now.File.empty() && File == Sources.getMainFileID() &&
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
  ArrayRef<uint64_t> Prefix;
  Request &Now;
  const IncludeLog &Log;
  int Requests, Answers;

  bool isAsExpected() const {
    HeaderSearch &Headers = Macros.getHeaderSearchInfo();
    return Prefix == ArrayRef(Log.leftIdentities()) &&
           !Parse.Clang.getDiagnosticClient().getNumErrors() &&
           all_of(Log.Files, [&](const IncludeLog::File &File) {
             auto Entry = Sources.getFileEntryRefForID(File.Id);
             return !Entry || File.From != 0u || Headers.isFileMultipleIncludeGuarded(*Entry);
           });
  }

  /// Returns in the copies only.
  void serve() {
    while (auto Bytes = readMessage(Requests)) {
      const pid_t Copy = fork();
      if (Copy == 0) {
        confineParserProcess(/*Memory=*/0);
        ByteReader Reader(*Bytes);
        Request::fields(Reader, Now);
        if (!Reader.isWhole() || !goOn())
          refuse();
        return;
      }
      int Status = 0;
      while (Copy > 0 && waitpid(Copy, &Status, 0) < 0 && errno == EINTR)
        ;
      if (Copy < 0 || !WIFEXITED(Status) || WEXITSTATUS(Status))
        break; // nobody knows what it has written
    }
    _exit(0);
  }

  [[noreturn]] void refuse() const {
    writeMessage(Answers, {});
    _exit(0);
  }

  bool goOn() {
    // A macro that the prefix never asked about may as well have been defined.
    IdentifierTable &Names = Macros.getIdentifierTable();
    if (any_of(Now.Guards,
               [&](const std::string &Guard) { return Names.find(Guard) != Names.end(); }) ||
        !Parse.Bodies.goOnFor(Now.File, Sources) || StringRef(Now.File).contains('"'))
      return false;
    SourceLocation Here = Sources.getLocForStartOfFile(Sources.getMainFileID());
    Token Path;
    Path.startToken();
    Path.setKind(tok::string_literal);
    Macros.CreateString("\"" + Now.File + "\"", Path, Here, Here);
    MacroInfo *Unit = Macros.AllocateMacroInfo(Here);
    Unit->setTokens(Path, Macros.getPreprocessorAllocator());
    Macros.appendDefMacroDirective(Macros.getIdentifierInfo(UnitMacro), Unit);
    Parse.Out.Facts.MainFile = Now.File;
    return true;
  }
};

/// Never returns.
[[noreturn]] void live(const CompileUnit &First, ArrayRef<uint64_t> Prefix,
                       ArrayRef<std::string> Directives, std::span<const Profile> Profiles,
                       int Requests, int Answers) {
  confineParserProcess(/*Memory=*/0);
  auto Files = makeIntrusiveRefCnt<RecordingFileSystem>(vfs::createPhysicalFileSystem());
  if (Files->setCurrentWorkingDirectory(First.Directory))
    _exit(0);
  auto Invocation = factsInvocation(First, Files);
  if (!Invocation || Invocation->getFrontendOpts().Inputs.size() != 1)
    _exit(0);
  std::string Text = join(Directives, "");
  Text += ("#include " + UnitMacro + "\n").str();
  FrontendInputFile &Input = Invocation->getFrontendOpts().Inputs.front();
  Input = FrontendInputFile(MemoryBufferRef(Text, "<beginning of several units>"), Input.getKind());

  Request Now;
  IncludeLog Log;
  UnitOutcome Out = parseUnit(
      First, Profiles, std::move(Invocation), Files, /*Before=*/nullptr, [&](ParseBegin Parse) {
        Preprocessor &Macros = Parse.Clang.getPreprocessor();
        // What is added last is called first.
        Macros.addPPCallbacks(
            std::make_unique<Serving>(Parse, Prefix, Now, Log, Requests, Answers));
        recordIncludes(Macros, Log);
      });
  if (Now.File.empty())
    _exit(0); // the end of the prefix was not met
  Files->addTo(Out.Seen);
  // The unit's own file is left last.
  std::vector<uint64_t> Left = Log.leftIdentities();
  const bool Sound = Left.size() == Now.Left + 1 &&
                     digestOf(ArrayRef(Left).drop_back()) == Now.Digest &&
                     Out.Judged == UnitOutcome::Verdict::Analysed;
  writeMessage(Answers, Sound ? encodeOutcome(Out) : std::string());
  _exit(0);
}

} // namespace

std::unique_ptr<PrefixServer> PrefixServer::start(const CompileUnit &First,
                                                  const IncludeTrail &Trail,
                                                  const IncludeTrail::Cut &At,
                                                  std::span<const Profile> Profiles) {
  const ArrayRef<uint64_t> Prefix = ArrayRef(Trail.Left).take_front(At.Left);
  int Request[2], Answer[2];
  if (pipe2(Request, O_CLOEXEC))
    return nullptr;
  if (pipe2(Answer, O_CLOEXEC)) {
    close(Request[0]);
    close(Request[1]);
    return nullptr;
  }
  const pid_t Process = fork();
  if (Process == 0) {
    close(Request[1]);
    close(Answer[0]);
    live(First, Prefix, At.Directives, Profiles, Request[0], Answer[1]);
  }
  close(Request[0]);
  close(Answer[1]);
  std::unique_ptr<PrefixServer> Started(new PrefixServer);
  Started->Left = At.Left;
  Started->Digest = digestOf(Prefix);
  Started->Process = Process;
  Started->Requests = Request[1];
  Started->Answers = Answer[0];
  if (Process < 0)
    return nullptr;
  return Started;
}

PrefixServer::~PrefixServer() {
  close(Requests);
  close(Answers);
  if (Process <= 0)
    return;
  kill(Process, SIGKILL);
  while (waitpid(Process, nullptr, 0) < 0 && errno == EINTR)
    ;
}

const IncludeTrail::Cut *PrefixServer::cutOf(const IncludeTrail &Trail) const {
  const IncludeTrail::Cut *At = Trail.lastCut(Left);
  return At && At->Left == Left && digestOf(ArrayRef(Trail.Left).take_front(Left)) == Digest
             ? At
             : nullptr;
}

std::optional<std::string> PrefixServer::analyze(const CompileUnit &Unit,
                                                 const IncludeTrail &Trail) {
  Request Wanted{Unit.File, Trail.Left.size(), digestOf(Trail.Left), cutOf(Trail)->Guards};
  ByteWriter Writer;
  Request::fields(Writer, Wanted);
  if (!writeMessage(Requests, Writer.take()))
    return std::nullopt;
  auto Answer = readMessage(Answers);
  if (!Answer || Answer->empty())
    return std::nullopt;
  return Answer;
}

} // namespace nplus1
