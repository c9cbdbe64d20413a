//===- ToolRun.h - Runs the nplus1 program in a test ----------------------===//
#pragma once

#include "support/TempFolder.h"

#include "llvm/Support/Program.h"

#include <chrono>
#include <string>
#include <vector>

namespace nplus1 {

struct ToolResult {
  int Status = -1; ///< below 0: it could not be run, or crashed
  std::string Out, Err;
};

/// Runs the program with \p Arguments in \p Folder, at most two minutes.
inline ToolResult runTool(const std::vector<std::string> &Arguments, const std::string &Folder) {
  TempFolder Streams;
  // The program is started by a shell, which changes the folder; arguments are
  // passed as its positional parameters and need no quoting.
  std::vector<llvm::StringRef> Words = {"/bin/sh", "-c", "cd \"$0\" && exec \"$@\"", Folder,
                                        NPLUS1_TOOL};
  Words.insert(Words.end(), Arguments.begin(), Arguments.end());
  std::string Out = Streams.write("out", ""), Err = Streams.write("err", "");
  const std::optional<llvm::StringRef> Redirects[] = {llvm::StringRef(""), llvm::StringRef(Out),
                                                      llvm::StringRef(Err)};
  ToolResult Result;
  Result.Status = llvm::sys::ExecuteAndWait("/bin/sh", Words, std::nullopt, Redirects,
                                            /*SecondsToWait=*/120);
  Result.Out = Streams.read("out");
  Result.Err = Streams.read("err");
  return Result;
}

} // namespace nplus1
