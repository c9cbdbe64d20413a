#include "driver/ErrorCollector.h"

#include "clang/Basic/SourceManager.h"
#include "clang/Lex/LexDiagnostic.h"
#include "llvm/ADT/STLExtras.h"

using namespace clang;
using llvm::SmallString;

namespace nplus1 {

/// Of errors, and of places of one error. Who breaks more than this is told of the
/// rest once the first are mended.
static constexpr size_t MaxPlaces = 200;

void ErrorCollector::addPlace(const Diagnostic &Info) {
  if (!Info.hasSourceManager() || Info.getLocation().isInvalid() ||
      Places.back().size() == MaxPlaces)
    return;
  const SourceManager &Sources = Info.getSourceManager();
  const auto [File, Offset] = Sources.getDecomposedExpansionLoc(Info.getLocation());
  if (auto Entry = Sources.getFileEntryRefForID(File)) {
    SmallString<128> Path(Entry->getName());
    Sources.getFileManager().makeAbsolutePath(Path);
    Places.back().push_back({Path.str().str(), Sources.getLineNumber(File, Offset),
                             Sources.getColumnNumber(File, Offset), Offset});
  }
}

void ErrorCollector::HandleDiagnostic(DiagnosticsEngine::Level Level, const Diagnostic &Info) {
  DiagnosticConsumer::HandleDiagnostic(Level, Info);
  if (Level == DiagnosticsEngine::Note && !Places.empty())
    addPlace(Info);
  if (Level < DiagnosticsEngine::Error)
    return;
  if (OnError)
    OnError();
  ++Count;
  if (Places.size() < MaxPlaces) {
    Places.emplace_back();
    addPlace(Info);
  }
  if (Info.getID() == diag::err_pp_file_not_found) {
    const std::string &Header = Info.getArgStdStr(0);
    if (!llvm::is_contained(MissingHeaders, Header))
      MissingHeaders.push_back(Header);
  }
  if (!First.empty())
    return;
  if (Info.hasSourceManager() && Info.getLocation().isValid()) {
    PresumedLoc At = Info.getSourceManager().getPresumedLoc(Info.getLocation());
    if (At.isValid())
      First = std::string(At.getFilename()) + ":" + std::to_string(At.getLine()) + ":" +
              std::to_string(At.getColumn()) + ": ";
  }
  llvm::SmallString<128> Message;
  Info.FormatDiagnostic(Message);
  First += Message;
}

} // namespace nplus1
