#include "lsp/Peer.h"

#include "lsp/Frames.h"

namespace nplus1::lsp {

void Peer::send(json Message) {
  Message["jsonrpc"] = "2.0";
  Out.push(frame(toText(Message)));
  Out.flush();
}

void Peer::respond(const json &Id, json Result) {
  send({{"id", Id}, {"result", std::move(Result)}});
}

void Peer::fail(const json &Id, ErrorCode Code, const std::string &Why, json Data) {
  json Error = {{"code", int(Code)}, {"message", Why}};
  if (!Data.is_null())
    Error["data"] = std::move(Data);
  send({{"id", Id}, {"error", std::move(Error)}});
}

void Peer::notify(const char *Method, json Params) {
  send({{"method", Method}, {"params", std::move(Params)}});
}

void Peer::request(const char *Method, json Params, std::function<void(const json &)> Replied) {
  Awaited[++LastId] = std::move(Replied);
  send({{"id", LastId}, {"method", Method}, {"params", std::move(Params)}});
}

void Peer::replied(const json &Response) {
  auto Id = numberAt(Response, {"id"});
  auto Found = Id ? Awaited.find(*Id) : Awaited.end();
  if (Found == Awaited.end())
    return;
  auto Replied = std::move(Found->second);
  Awaited.erase(Found);
  if (Replied)
    Replied(at(Response, {"result"}));
}

void Peer::show(MessageType Type, const std::string &Text) {
  notify("window/showMessage", {{"type", int(Type)}, {"message", Text}});
}

void Peer::log(MessageType Type, const std::string &Text) {
  notify("window/logMessage", {{"type", int(Type)}, {"message", Text}});
}

} // namespace nplus1::lsp
