//===- ErrorCollector.h - What Clang complained about ---------------------===//
#pragma once

#include "support/SourceRange.h"

#include "clang/Basic/Diagnostic.h"

#include <functional>
#include <string>
#include <vector>

namespace nplus1 {

/// Keeps the first error of a parse, where the errors are, and the headers that were
/// not found.
class ErrorCollector : public clang::DiagnosticConsumer {
public:
  /// \p Then is called at each error.
  void onError(std::function<void()> Then) { OnError = std::move(Then); }

  void HandleDiagnostic(clang::DiagnosticsEngine::Level Level,
                        const clang::Diagnostic &Info) override;

  /// "FILE:LINE:COLUMN: MESSAGE" of the first error; empty if there was none.
  const std::string &first() const { return First; }
  /// Errors so far; getNumErrors() is set back when a preamble is done.
  unsigned count() const { return Count; }
  const std::vector<std::string> &missingHeaders() const { return MissingHeaders; }
  /// For each of the first errors: its place, then those of its notes. Moves them.
  std::vector<std::vector<SourcePoint>> takePlaces() { return std::move(Places); }

private:
  std::function<void()> OnError;
  std::string First;
  unsigned Count = 0;
  std::vector<std::string> MissingHeaders;
  std::vector<std::vector<SourcePoint>> Places;

  void addPlace(const clang::Diagnostic &Info);
};

} // namespace nplus1
