#include "lsp/Indexer.h"

#include "driver/OutcomeCodec.h"

#include <set>

namespace nplus1::lsp {

void runIndexer(const ServerSettings &Settings, const std::string &Folder, CompanionPipe &Server) {
  auto Opened = openFolder(Settings, Folder);
  if (!Opened)
    return Server.send({{"problem", llvm::toString(Opened.takeError())}});
  const Project &Of = (*Opened)->Of.Opened;
  size_t LastPercent = 101;
  auto Outcomes = analyzeUnits(
      Of.Units, Of.Profiles, (*Opened)->Phase1,
      [&](llvm::StringRef What, size_t Done, size_t Total) {
        size_t Percent = Total ? Done * 100 / Total : 100;
        if (Percent == LastPercent)
          return;
        LastPercent = Percent;
        Server.send({{"progress", {{"what", What.str()}, {"done", Done}, {"total", Total}}}});
      });
  json Bytes = json::array();
  std::set<std::string> Inputs;
  for (const UnitOutcome &Outcome : Outcomes) {
    for (const InputFile &Input : Outcome.Seen.Files)
      Inputs.insert(Input.Path);
    std::string Encoded = encodeOutcome(Outcome);
    Bytes.push_back(json::binary({Encoded.begin(), Encoded.end()}));
  }
  Server.send({{"outcomes", std::move(Bytes)}, {"inputs", Inputs}});
}

} // namespace nplus1::lsp
