//===- Companion.h - A process that talks with the server -----------------===//
//
// Everything that parses runs in processes of its own, forked from the server: a
// crash is the end of one and not of the editor's session. Both sides send JSON
// values; the server never waits for the other side.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "lsp/Json.h"

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/ADT/StringRef.h"

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <sys/types.h>

namespace nplus1::lsp {

/// Bytes on their way to a file descriptor that is not to block.
class OutQueue {
public:
  explicit OutQueue(int Fd);

  void push(llvm::StringRef Bytes) { Waiting += Bytes; }
  bool empty() const { return Sent == Waiting.size(); }
  /// Writes what can be written; false if the other side is gone.
  bool flush();
  /// Like flush, but until all is written or \p Limit has passed.
  bool drain(std::chrono::milliseconds Limit);

private:
  int Fd;
  std::string Waiting;
  size_t Sent = 0;
};

/// The companion's side: blocking.
class CompanionPipe {
public:
  explicit CompanionPipe(int Fd) : Fd(Fd) {}
  int fd() const { return Fd; }
  void send(const json &Message);
  /// Nothing when the server is gone.
  std::optional<json> receive();

private:
  int Fd;
};

class Companion {
public:
  /// Forks; the new process runs \p Life and exits. It may take \p Memory bytes more
  /// than the server has; 0: no limit. \p ServersFds are closed in it, stdin and
  /// stdout lead nowhere. Null if no process can be made.
  static std::unique_ptr<Companion> start(llvm::function_ref<void(CompanionPipe &)> Life,
                                          uint64_t Memory, llvm::ArrayRef<int> ServersFds);
  Companion(const Companion &) = delete;
  Companion &operator=(const Companion &) = delete;
  /// Kills it.
  ~Companion();

  int fd() const { return Fd; }
  bool hasOutput() const { return !Out.empty(); }

  void send(const json &Message);
  /// Writes what can be written. That the other side is gone is noticed by read().
  void flush() { Out.flush(); }
  /// Takes what is there; false if the companion has ended.
  bool read();
  /// Of one that has ended, once: whether its memory limit was the end of it.
  bool ranOutOfMemory();
  /// The next whole message that was read.
  std::optional<json> next();

private:
  Companion(pid_t Process, int Fd) : Process(Process), Fd(Fd), Out(Fd) {}

  pid_t Process;
  int Fd;
  OutQueue Out;
  std::string Received;
  size_t Taken = 0;
};

} // namespace nplus1::lsp
