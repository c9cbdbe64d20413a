#include "driver/UnitAnalysis.h"

#include "driver/UnitParse.h"

using namespace llvm;

namespace nplus1 {

StringRef verdictName(UnitOutcome::Verdict Judged) {
  switch (Judged) {
  case UnitOutcome::Verdict::Analysed:
    return "analysed";
  case UnitOutcome::Verdict::Partial:
    return "partial";
  case UnitOutcome::Verdict::Failed:
    return "failed";
  case UnitOutcome::Verdict::Irrelevant:
    return "irrelevant";
  }
  return "";
}

UnitOutcome analyzeUnit(const CompileUnit &Unit, std::span<const Profile> Profiles,
                        IntrusiveRefCntPtr<vfs::FileSystem> Base) {
  auto Files = makeIntrusiveRefCnt<RecordingFileSystem>(std::move(Base));
  if (auto Error = Files->setCurrentWorkingDirectory(Unit.Directory))
    return failedUnit("its folder '" + Unit.Directory + "' cannot be entered: " + Error.message());
  if (!Files->exists(Unit.File))
    return missingUnit();
  auto Invocation = factsInvocation(Unit, Files);
  if (!Invocation)
    return failedUnit("clang makes nothing of its command; see 'nplus1 doctor'");
  UnitOutcome Out = parseUnit(Unit, Profiles, std::move(Invocation), Files, /*Before=*/nullptr);
  Places Disk;
  Files->addTo(Out.Seen, Disk);
  return Out;
}

} // namespace nplus1
