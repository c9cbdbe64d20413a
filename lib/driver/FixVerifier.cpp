#include "driver/FixVerifier.h"

#include "fix/EditedFileSystem.h"
#include "support/ByteStream.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

using namespace llvm;

namespace nplus1 {

std::string identityOf(const Finding &What) {
  return What.Rule + '\0' + What.Function + '\0' + What.Element + '\0' + join(What.Path, ".") +
         '\0' + join(What.Types, ",");
}

static std::map<std::string, size_t> countFindings(const LinkResult &Linked) {
  std::map<std::string, size_t> Counts;
  for (const LinkedFinding &Found : Linked.Findings)
    ++Counts[identityOf(Found.What)];
  return Counts;
}

/// Of the contents of those of \p Files that are named in \p Read.
static uint64_t digestOf(const EditedFiles &Files, ArrayRef<std::string> Read) {
  ByteWriter Bytes;
  for (const EditedFile &File : Files)
    if (is_contained(Read, File.Path)) {
      Bytes.text(File.Path);
      Bytes.number(contentDigest(File.After));
    }
  return contentDigest(Bytes.take());
}

/// The places of errors under the names that edited files have.
static std::vector<std::vector<SourcePoint>>
inRealFiles(std::vector<std::vector<SourcePoint>> Errors, vfs::FileSystem &Files) {
  StringMap<std::string> Known;
  for (std::vector<SourcePoint> &Places : Errors)
    for (SourcePoint &At : Places) {
      auto [Entry, New] = Known.try_emplace(At.File, At.File);
      SmallString<128> Real;
      if (New && !Files.getRealPath(At.File, Real))
        Entry->second = Real.str();
      At.File = Entry->second;
    }
  return Errors;
}

std::vector<std::string> FixVerifier::readBy(size_t Unit, const EditedFiles &Files) const {
  const std::vector<std::string> &Inputs = Before.Units[Unit].Inputs;
  std::vector<std::string> Read;
  for (const EditedFile &File : Files)
    if (std::binary_search(Inputs.begin(), Inputs.end(), File.Path))
      Read.push_back(File.Path);
  return Read;
}

std::vector<size_t> FixVerifier::parse(const EditedFiles &Files, StringRef OnlyUnit) {
  Phase1Options Options = Phase1;
  Options.Prefilter = false;
  Options.Finished = nullptr;
  Options.Differs = nullptr;
  Options.Files = [&] { return editedFileSystem(Phase1.fileSystem(), Files); };
  std::vector<size_t> Touched, Open;
  std::vector<CompileUnit> Units;
  for (auto [Index, State] : enumerate(Before.Units)) {
    if (!State.Facts || (!OnlyUnit.empty() && Of.Units[Index].File != OnlyUnit))
      continue;
    std::vector<std::string> Read = readBy(Index, Files);
    if (Read.empty())
      continue;
    Touched.push_back(Index);
    uint64_t Contents = digestOf(Files, Read);
    auto [Known, New] = Last.try_emplace(Index);
    if (!New && Known->second.Contents == Contents)
      continue;
    Known->second.Contents = Contents;
    Open.push_back(Index);
    Units.push_back(Of.Units[Index]);
  }
  if (Open.empty())
    return Touched;
  ++Round;
  auto Tell = [&](StringRef, size_t Done, size_t Total) {
    Progress("verifying the fixes (round " + utostr(Round) + "),", Done, Total);
  };
  auto Outcomes = analyzeUnits(Units, Of.Profiles, Options, Tell);
  for (auto [Index, Outcome] : zip(Open, Outcomes))
    Last[Index].Outcome = std::move(Outcome);
  return Touched;
}

VerifyResult FixVerifier::verify(const EditedFiles &Files, ArrayRef<size_t> Applied,
                                 StringRef OnlyUnit) {
  std::vector<size_t> Touched = parse(Files, OnlyUnit);
  auto Real = Phase1.fileSystem();
  VerifyResult Result;
  for (size_t Index : Touched) {
    const UnitOutcome &Outcome = Last[Index].Outcome;
    if (Outcome.Errors > Before.Units[Index].Errors ||
        Outcome.Judged == UnitOutcome::Verdict::Failed)
      Result.Failures.push_back({Of.Units[Index].File,
                                 Outcome.Problem,
                                 readBy(Index, Files),
                                 {},
                                 inRealFiles(Outcome.ErrorPlaces, *Real)});
  }
  if (!Result.Failures.empty() || !OnlyUnit.empty())
    return Result;
  std::vector<UnitFacts> Facts(Before.Facts->units().begin(), Before.Facts->units().end());
  for (size_t Index : Touched)
    Facts[*Before.Units[Index].Facts] = Last[Index].Outcome.Facts;
  addSurvivors(Program(std::move(Facts), Of.Profiles), Applied, Result);
  return Result;
}

/// Findings that an applied plan should have removed and did not.
void FixVerifier::addSurvivors(const Program &After, ArrayRef<size_t> Applied,
                               VerifyResult &Result) const {
  auto Had = countFindings(Before.Linked), Has = countFindings(link(After));
  std::map<std::string, std::vector<size_t>> Planned;
  for (size_t Plan : Applied)
    for (size_t Index : Plans[Plan].Findings)
      Planned[identityOf(Before.Linked.Findings[Index].What)].push_back(Index);
  for (const auto &[Identity, Indices] : Planned)
    if (Has[Identity] > Had[Identity] - std::min(Had[Identity], Indices.size())) {
      const Finding &What = Before.Linked.Findings[Indices.front()].What;
      VerifyFailure Left;
      Left.Unit = What.Location.Begin.File;
      Left.Reason = "the finding would still be there";
      Left.Findings = Indices;
      Result.Failures.push_back(std::move(Left));
    }
}

Analysis FixVerifier::analysisWith(const EditedFiles &Files) {
  std::map<size_t, UnitOutcome> Again;
  for (size_t Index : parse(Files, {}))
    Again[Index] = Last[Index].Outcome;
  return joinAgain(Of, Before, std::move(Again), editedFileSystem(Phase1.fileSystem(), Files));
}

} // namespace nplus1
