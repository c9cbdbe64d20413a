//===- Outputs.h - Several reports of one run, to files and stdout --------===//
#pragma once

#include "report/Reporter.h"

#include "llvm/Support/Error.h"

namespace nplus1 {

/// Where a report goes and how it looks.
struct Output {
  std::string Format;
  std::string File; ///< empty for stdout
};

/// Parses FORMAT=FILE. Errors: no '=', no file, unknown format.
llvm::Expected<Output> parseOutput(llvm::StringRef Argument);

/// Whether \p File can be written: it is no folder, its folder is there and may be
/// written to.
llvm::Error checkOutputFile(llvm::StringRef File);

/// Whether all \p Outputs can be written: the formats are known, no file is
/// named twice, and checkOutputFile has no objection. To be asked before the
/// analysis, which may take long.
llvm::Error checkOutputs(const std::vector<Output> &Outputs);

/// Writes all of them. A file appears under its name only when it is complete.
/// Stdout is coloured if it is a terminal. The first error stops.
llvm::Error writeOutputs(const Report &What, const std::vector<Output> &Outputs,
                         llvm::StringRef WorkingDirectory, SourceFiles &Sources);

} // namespace nplus1
