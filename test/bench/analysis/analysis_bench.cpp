//===- analysis_bench.cpp - Where the time of a unit goes -----------------===//
//
//   analysis_bench FOLDER [FILE...]
//
// For each unit of the compilation database in FOLDER (or those of the files), in
// this process and without a cache: the time that it takes, of that the extraction
// of facts and linking these, and what the latter two are of the whole. At the end, what
// linking all of them takes, which one changed unit makes necessary. Wall clock, like
// LLVM's profiler: run it on a quiet machine.
//
//===----------------------------------------------------------------------===//
#include "compdb/Database.h"
#include "driver/UnitAnalysis.h"
#include "orm/ProfileLoader.h"
#include "summary/Link.h"

#include "llvm/Support/Format.h"
#include "llvm/Support/TimeProfiler.h"
#include "llvm/Support/Timer.h"
#include "llvm/Support/raw_ostream.h"

#include <nlohmann/json.hpp>

using namespace nplus1;

namespace {

double now() { return llvm::TimeRecord::getCurrentTime(/*Start=*/false).getWallTime(); }

/// What the profiler saw of a section since it was started, in seconds.
double profiled(const std::string &Section) {
  llvm::SmallString<0> Text;
  llvm::raw_svector_ostream Out(Text);
  llvm::timeTraceProfilerWrite(Out);
  double Seconds = 0;
  auto Trace = nlohmann::json::parse(Text.str().str());
  for (const auto &Event : Trace["traceEvents"])
    if (Event["name"] == "Total " + Section)
      Seconds += Event["dur"].get<double>() / 1e6;
  return Seconds;
}

/// Seconds that it takes to link \p Facts and look for findings.
double linkAll(std::vector<UnitFacts> Facts) {
  const double Start = now();
  Program Linked(std::move(Facts), builtinProfiles());
  link(Linked);
  return now() - Start;
}

} // namespace

int main(int Count, char **Words) {
  if (Count < 2) {
    llvm::errs() << "usage: analysis_bench FOLDER [FILE...]\n";
    return 2;
  }
  auto Commands = Database::load(Words[1]);
  if (!Commands) {
    llvm::errs() << llvm::toString(Commands.takeError()) << "\n";
    return 2;
  }
  auto Units = Commands->select(std::vector<std::string>(Words + 2, Words + Count));
  if (!Units) {
    llvm::errs() << llvm::toString(Units.takeError()) << "\n";
    return 2;
  }
  std::vector<UnitFacts> All;
  llvm::outs() << "  whole  extract     link  beyond parsing\n";
  for (const CompileUnit &Unit : *Units) {
    llvm::timeTraceProfilerInitialize(/*TimeTraceGranularity=*/500, "analysis_bench");
    double Start = now();
    UnitOutcome Outcome =
        analyzeUnit(Unit, builtinProfiles(), llvm::vfs::createPhysicalFileSystem());
    double Analysed = now();
    double Extract = profiled(ExtractSection);
    llvm::timeTraceProfilerCleanup();

    double BeforeLink = now();
    std::vector<UnitFacts> Facts;
    All.push_back(Outcome.Facts);
    Facts.push_back(std::move(Outcome.Facts));
    Program Linked(std::move(Facts), builtinProfiles());
    size_t Findings = link(Linked).Findings.size();
    double Link = now() - BeforeLink;
    double Whole = Analysed - Start + Link;
    llvm::outs() << llvm::format("%6.2f s %6.3f s %6.3f s %6.1f %%  ", Whole, Extract, Link,
                                 100 * (Extract + Link) / Whole)
                 << Unit.File << " (" << Findings << " findings"
                 << (Outcome.Problem.empty() ? "" : "; " + Outcome.Problem) << ")\n";
  }
  double Least = linkAll(All);
  for (unsigned Round = 1; Round < 5; ++Round)
    Least = std::min(Least, linkAll(All));
  llvm::outs() << llvm::format("all %zu units linked in %.1f ms, the least of 5\n", All.size(),
                               Least * 1000);
  return 0;
}
