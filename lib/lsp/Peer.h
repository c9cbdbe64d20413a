//===- Peer.h - What is said to the client --------------------------------===//
#pragma once

#include "lsp/Companion.h"

#include "llvm/ADT/StringRef.h"

#include <functional>
#include <map>

namespace nplus1::lsp {

/// Error codes of JSON-RPC and the protocol.
enum class ErrorCode {
  ParseError = -32700,
  InvalidRequest = -32600,
  MethodNotFound = -32601,
  InvalidParams = -32602,
  InternalError = -32603,
  NotInitialized = -32002,
  RequestFailed = -32803,
  ServerCancelled = -32802,
  ContentModified = -32801,
  RequestCancelled = -32800,
};

/// Numbers of window/showMessage and window/logMessage.
enum class MessageType { Error = 1, Warning = 2, Info = 3, Log = 4 };

class Peer {
public:
  explicit Peer(int Fd) : Out(Fd) {}

  void respond(const json &Id, json Result);
  void fail(const json &Id, ErrorCode Code, const std::string &Why, json Data = nullptr);
  void notify(const char *Method, json Params);
  /// \p Replied gets the result; null if the client answers with an error.
  void request(const char *Method, json Params, std::function<void(const json &)> Replied = {});

  /// Takes a response of the client; one to no request of ours is ignored.
  void replied(const json &Response);

  void show(MessageType Type, const std::string &Text);
  void log(MessageType Type, const std::string &Text);

  bool hasOutput() const { return !Out.empty(); }
  bool flush() { return Out.flush(); }
  /// Gives the client a moment to take what is left.
  void finish() { Out.drain(std::chrono::seconds(2)); }

private:
  void send(json Message);

  OutQueue Out;
  int64_t LastId = 0;
  std::map<int64_t, std::function<void(const json &)>> Awaited;
};

} // namespace nplus1::lsp
