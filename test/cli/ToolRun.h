//===- ToolRun.h - Runs nplus1 and other programs in a test ---------------===//
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

/// Runs a program of the search path in \p Folder, at most five minutes.
inline ToolResult runProgram(const std::vector<std::string> &Words, const std::string &Folder) {
  TempFolder Streams;
  // It is started by a shell, which changes the folder; the words are passed as
  // its positional parameters and need no quoting.
  std::vector<llvm::StringRef> Shell = {"/bin/sh", "-c", "cd \"$0\" && exec \"$@\"", Folder};
  Shell.insert(Shell.end(), Words.begin(), Words.end());
  std::string Out = Streams.write("out", ""), Err = Streams.write("err", "");
  const std::optional<llvm::StringRef> Redirects[] = {llvm::StringRef(""), llvm::StringRef(Out),
                                                      llvm::StringRef(Err)};
  ToolResult Result;
  Result.Status = llvm::sys::ExecuteAndWait("/bin/sh", Shell, std::nullopt, Redirects,
                                            /*SecondsToWait=*/300);
  Result.Out = Streams.read("out");
  Result.Err = Streams.read("err");
  return Result;
}

/// Runs nplus1 with \p Arguments in \p Folder.
inline ToolResult runTool(const std::vector<std::string> &Arguments, const std::string &Folder) {
  std::vector<std::string> Words = {NPLUS1_TOOL};
  Words.insert(Words.end(), Arguments.begin(), Arguments.end());
  return runProgram(Words, Folder);
}

} // namespace nplus1
