#include "driver/FailedJob.h"

#include "llvm/Support/Program.h"
#include "llvm/Support/raw_ostream.h"

#include <cstring>
#include <vector>

using namespace llvm;

namespace nplus1 {

static std::string reproducer(const CompileUnit &Unit) {
  std::vector<StringRef> Words = {Unit.Arguments.front(), "-fsyntax-only"};
  Words.insert(Words.end(), Unit.Arguments.begin() + 1, Unit.Arguments.end());
  std::string Text = "cd " + Unit.Directory + " &&";
  raw_string_ostream OS(Text);
  for (StringRef Word : Words) {
    OS << ' ';
    sys::printArg(OS, Word, /*Quote=*/Word.find_first_of(" \t\"'\\$&;|<>()*?") != StringRef::npos);
  }
  return Text;
}

static std::string endOf(const JobResult &Result, const WorkerLimits &Limits) {
  switch (Result.How) {
  case JobResult::End::TimedOut:
    return "took longer than " +
           std::to_string(std::chrono::duration_cast<std::chrono::seconds>(Limits.Time).count()) +
           " s";
  case JobResult::End::OutOfMemory:
    return "needed more than " + std::to_string(Limits.Memory >> 20) + " MB of memory";
  case JobResult::End::Crashed:
    return Result.Signal ? std::string("crashed the parser (") + strsignal(Result.Signal) + ")"
                         : "ended the parser unexpectedly";
  case JobResult::End::Done:
    break;
  }
  return "gave an answer that cannot be read";
}

std::string problemOf(const CompileUnit &Unit, const JobResult &Result,
                      const WorkerLimits &Limits) {
  return endOf(Result, Limits) + "; to see it: " + reproducer(Unit);
}

} // namespace nplus1
