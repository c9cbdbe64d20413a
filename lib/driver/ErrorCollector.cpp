#include "driver/ErrorCollector.h"

#include "clang/Basic/SourceManager.h"
#include "clang/Lex/LexDiagnostic.h"
#include "llvm/ADT/STLExtras.h"

using namespace clang;

namespace nplus1 {

void ErrorCollector::HandleDiagnostic(DiagnosticsEngine::Level Level, const Diagnostic &Info) {
  DiagnosticConsumer::HandleDiagnostic(Level, Info);
  if (Level < DiagnosticsEngine::Error)
    return;
  ++Count;
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
