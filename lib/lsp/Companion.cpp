#include "lsp/Companion.h"

#include "support/ParserProcess.h"

#include <algorithm>
#include <array>
#include <csignal>
#include <cstring>
#include <fcntl.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

using Clock = std::chrono::steady_clock;

namespace nplus1::lsp {
namespace {

std::string packed(const json &Message) {
  std::vector<uint8_t> Bytes = json::to_cbor(Message);
  uint64_t Size = Bytes.size();
  std::string Whole(sizeof Size, '\0');
  memcpy(Whole.data(), &Size, sizeof Size);
  Whole.append(Bytes.begin(), Bytes.end());
  return Whole;
}

/// The message at \p At of \p Bytes; moves \p At behind it.
std::optional<json> unpacked(const std::string &Bytes, size_t &At) {
  uint64_t Size = 0;
  if (Bytes.size() - At < sizeof Size)
    return std::nullopt;
  memcpy(&Size, Bytes.data() + At, sizeof Size);
  if (Bytes.size() - At - sizeof Size < Size)
    return std::nullopt;
  auto Begin = Bytes.begin() + ptrdiff_t(At + sizeof Size);
  json Message = json::from_cbor(Begin, Begin + ptrdiff_t(Size), /*strict=*/true,
                                 /*allow_exceptions=*/false);
  At += sizeof Size + Size;
  return Message;
}

void becomeCompanion(uint64_t Memory, llvm::ArrayRef<int> ServersFds) {
  confineParserProcess(Memory);
  for (int Fd : ServersFds)
    if (Fd > STDERR_FILENO)
      close(Fd);
  if (int Nowhere = open("/dev/null", O_RDWR); Nowhere >= 0)
    for (int Fd : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO})
      dup2(Nowhere, Fd);
}

} // namespace

OutQueue::OutQueue(int Fd) : Fd(Fd) { fcntl(Fd, F_SETFL, fcntl(Fd, F_GETFL) | O_NONBLOCK); }

bool OutQueue::flush() {
  while (!empty()) {
    ssize_t Count = write(Fd, Waiting.data() + Sent, Waiting.size() - Sent);
    if (Count < 0 && errno == EINTR)
      continue;
    if (Count < 0)
      return errno == EAGAIN;
    Sent += size_t(Count);
  }
  Waiting.clear();
  Sent = 0;
  return true;
}

bool OutQueue::drain(std::chrono::milliseconds Limit) {
  const auto End = Clock::now() + Limit;
  while (flush()) {
    auto Left = std::chrono::duration_cast<std::chrono::milliseconds>(End - Clock::now());
    if (empty() || Left.count() <= 0)
      return empty();
    pollfd Ready{Fd, POLLOUT, 0};
    poll(&Ready, 1, int(Left.count()));
  }
  return false;
}

void CompanionPipe::send(const json &Message) {
  std::string Bytes = packed(Message);
  for (size_t Sent = 0; Sent < Bytes.size();) {
    ssize_t Count = write(Fd, Bytes.data() + Sent, Bytes.size() - Sent);
    if (Count < 0 && errno == EINTR)
      continue;
    if (Count <= 0)
      _exit(0); // the server is gone
    Sent += size_t(Count);
  }
}

std::optional<json> CompanionPipe::receive() {
  auto take = [&](char *Into, size_t Size) {
    while (Size) {
      ssize_t Count = read(Fd, Into, Size);
      if (Count < 0 && errno == EINTR)
        continue;
      if (Count <= 0)
        return false;
      Into += Count;
      Size -= size_t(Count);
    }
    return true;
  };
  uint64_t Size = 0;
  std::string Bytes(sizeof Size, '\0');
  if (!take(Bytes.data(), sizeof Size))
    return std::nullopt;
  memcpy(&Size, Bytes.data(), sizeof Size);
  Bytes.resize(sizeof Size + Size);
  if (!take(Bytes.data() + sizeof Size, Size))
    return std::nullopt;
  size_t At = 0;
  return unpacked(Bytes, At);
}

std::unique_ptr<Companion> Companion::start(llvm::function_ref<void(CompanionPipe &)> Life,
                                            uint64_t Memory, llvm::ArrayRef<int> ServersFds) {
  int Ends[2];
  if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, Ends))
    return nullptr;
  pid_t Process = fork();
  if (Process == 0) {
    close(Ends[0]);
    becomeCompanion(Memory, ServersFds);
    CompanionPipe Pipe(Ends[1]);
    Life(Pipe);
    _exit(0);
  }
  close(Ends[1]);
  if (Process < 0) {
    close(Ends[0]);
    return nullptr;
  }
  return std::unique_ptr<Companion>(new Companion(Process, Ends[0]));
}

Companion::~Companion() {
  close(Fd);
  if (Process <= 0)
    return;
  kill(Process, SIGKILL);
  while (waitpid(Process, nullptr, 0) < 0 && errno == EINTR)
    ;
}

bool Companion::ranOutOfMemory() {
  int Status = 0;
  while (waitpid(Process, &Status, 0) < 0 && errno == EINTR)
    ;
  Process = -1;
  return WIFEXITED(Status) && WEXITSTATUS(Status) == OutOfMemoryStatus;
}

void Companion::send(const json &Message) {
  Out.push(packed(Message));
  Out.flush();
}

bool Companion::read() {
  std::array<char, 1 << 16> Buffer;
  while (true) {
    ssize_t Count = ::read(Fd, Buffer.data(), Buffer.size());
    if (Count < 0 && errno == EINTR)
      continue;
    if (Count < 0 && errno == EAGAIN)
      return true;
    if (Count <= 0)
      return false;
    Received.append(Buffer.data(), size_t(Count));
  }
}

std::optional<json> Companion::next() {
  auto Message = unpacked(Received, Taken);
  if (!Message) {
    Received.erase(0, Taken);
    Taken = 0;
  }
  return Message;
}

} // namespace nplus1::lsp
