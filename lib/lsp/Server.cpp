#include "lsp/Server.h"

#include "lsp/Frames.h"
#include "lsp/Session.h"

#include <array>
#include <csignal>
#include <unistd.h>

namespace nplus1::lsp {

/// How long nothing may happen before the loop looks around.
static constexpr int IdleMilliseconds = 100;

/// Hands over every whole message; stops after "exit".
static void takeAll(FrameReader &Frames, Session &Of) {
  while (!Of.isOver()) {
    const char *Broken = nullptr;
    auto Body = Frames.next(Broken);
    if (Broken)
      Of.takeBroken(Broken);
    if (!Body)
      return;
    json Message = json::parse(*Body, nullptr, /*allow_exceptions=*/false);
    if (Message.is_discarded()) {
      Of.takeBroken("the message is not JSON");
      Frames.resumeInside(*Body);
    } else {
      Of.take(Message);
    }
  }
}

/// False at the end of the stream.
static bool readSome(int In, FrameReader &Frames) {
  std::array<char, 1 << 16> Buffer;
  ssize_t Count = read(In, Buffer.data(), Buffer.size());
  if (Count < 0)
    return errno == EINTR || errno == EAGAIN;
  Frames.feed({Buffer.data(), size_t(Count)});
  return Count > 0;
}

int serve(const ServerSettings &Settings, int In, int Out) {
  signal(SIGPIPE, SIG_IGN);
  Session Of(Settings, In, Out);
  FrameReader Frames;
  while (!Of.isOver() && Of.hasParent()) {
    std::vector<pollfd> Polled = {{In, POLLIN, 0},
                                  {Out, short(Of.Editor.hasOutput() ? POLLOUT : 0), 0}};
    for (const auto &Each : Of.Workspaces)
      Each->addTo(Polled);
    if (poll(Polled.data(), Polled.size(), IdleMilliseconds) < 0 && errno != EINTR)
      break;
    if (Polled[1].revents & (POLLERR | POLLHUP | POLLNVAL) || !Of.Editor.flush())
      break;
    // Messages may open and close workspaces, so those come first.
    for (size_t I = 2; I < Polled.size(); ++I)
      if (Polled[I].revents)
        for (auto &Each : Of.Workspaces)
          Each->receive(Polled[I]);
    if (Polled[0].revents) {
      bool More = readSome(In, Frames);
      takeAll(Frames, Of);
      if (!More)
        break;
    }
    for (auto &Each : Of.Workspaces)
      Each->tick(Workspace::Clock::now());
  }
  Of.Editor.finish();
  return Of.status();
}

} // namespace nplus1::lsp
