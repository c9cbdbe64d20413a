//===- Reporter.h - One report, many formats ------------------------------===//
//
// Each format is one file in this folder and one line of the table in
// Reporter.cpp. A reporter writes a whole Report to a stream and decides
// nothing: what is shown, suppressed or new has been settled before.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "finding/Finding.h"
#include "finding/SourceFiles.h"

#include "llvm/Support/raw_ostream.h"

#include <memory>
#include <vector>

namespace nplus1 {

struct ReporterOptions {
  /// Absolute; paths inside it are written relative to it.
  std::string WorkingDirectory;
  /// Text only: colour and emphasis with terminal escapes.
  bool Color = false;
};

class Reporter {
public:
  virtual ~Reporter() = default;

  /// Writes all of \p What. Findings are written in the order given. Source
  /// lines come from \p Sources; a file that cannot be read any more only
  /// loses its excerpts.
  virtual void write(const Report &What, SourceFiles &Sources, llvm::raw_ostream &OS) const = 0;
};

/// Null if there is no format called \p Name.
std::unique_ptr<Reporter> makeReporter(llvm::StringRef Name, const ReporterOptions &Options);

/// The names that makeReporter knows, in the order of the documentation.
std::vector<llvm::StringRef> reporterNames();

/// Whether \p Stream should be coloured: it is a terminal that can, and the
/// user has not set NO_COLOR.
bool wantsColor(const llvm::raw_fd_ostream &Stream);

} // namespace nplus1
