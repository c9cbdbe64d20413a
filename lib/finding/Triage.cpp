#include "finding/Triage.h"

#include "finding/Paths.h"
#include "finding/RuleCatalogue.h"

#include "llvm/ADT/StringSet.h"
#include "llvm/Support/FileSystem.h"

namespace nplus1 {

llvm::Expected<Settings> runWideSettings(const std::string &ConfigFile,
                                         const std::string &WorkingDirectory) {
  return ConfigTree(ruleIds(), ConfigFile, WorkingDirectory).settingsFor(WorkingDirectory + "/");
}

Triage::Triage(TriageOptions Options, TriageScope Scope)
    : Options(std::move(Options)), Scope(std::move(Scope)),
      Configured(ruleIds(), this->Options.ConfigFile, this->Scope.Root) {
  for (const std::string &Path : this->Scope.NamedPaths)
    Configured.addNamedPath(Path);
}

llvm::Expected<Triage> Triage::prepare(TriageOptions Options, TriageScope Scope) {
  Triage T(std::move(Options), std::move(Scope));
  auto RunWide = T.Configured.settingsFor(T.Scope.WorkingDirectory + "/");
  if (!RunWide)
    return RunWide.takeError();
  T.RunWide = std::move(*RunWide);
  for (const std::string &File : T.Scope.UnitFiles)
    if (auto Here = T.Configured.settingsFor(File); !Here)
      return Here.takeError();
  if (auto E = T.loadBaseline())
    return std::move(E);
  if (!T.Options.NewSince.empty()) {
    auto Changes = ChangedLines::since(T.Options.NewSince, T.Scope.WorkingDirectory);
    if (!Changes)
      return Changes.takeError();
    T.Changes = std::move(*Changes);
  }
  return T;
}

llvm::Error Triage::loadBaseline() {
  std::string File = Options.BaselineFile.empty() ? RunWide.Baseline.Value : Options.BaselineFile;
  if (File.empty())
    return Options.AcceptNew ? llvm::createStringError(
                                   "--accept-new needs a baseline; name one with --baseline FILE")
                             : llvm::Error::success();
  if (Options.AcceptNew && !llvm::sys::fs::exists(File)) {
    Known = Baseline{File, {}};
    return llvm::Error::success();
  }
  auto Read = readBaseline(File);
  if (!Read)
    return Read.takeError();
  Known = std::move(*Read);
  return llvm::Error::success();
}

bool Triage::isFullRun(const Report &What) const {
  return Scope.NamedPaths.empty() && What.Errors.empty();
}

llvm::Error Triage::applyKnown(Report &What, const llvm::StringSet<> &Found) {
  llvm::StringSet<> Judged;
  for (const std::string &File : Scope.UnitFiles)
    Judged.insert(relativePath(File, Scope.Root));
  for (const UnitError &E : What.Errors)
    Judged.erase(relativePath(E.File, Scope.Root));
  auto IsGone = [&, Everything = isFullRun(What)](const BaselineEntry &Entry) {
    return !Found.contains(Entry.Fingerprint) &&
           (Everything || Judged.contains(Entry.File) ||
            !llvm::sys::fs::exists(Scope.Root + "/" + Entry.File));
  };
  auto Stale = applyBaseline(*Known, What.Findings);
  if (!Options.AcceptNew) {
    llvm::append_range(What.Notes, staleNotes(*Known, Stale, IsGone));
    return llvm::Error::success();
  }
  Baseline Accepted = acceptFindings(*Known, What.Findings, Scope.Root, IsGone);
  if (auto E = writeBaseline(Accepted))
    return E;
  for (Finding &F : What.Findings)
    if (F.State == BaselineState::New)
      F.State = BaselineState::Known;
  What.Notes.push_back({{Accepted.FileName, 0, 0, 0},
                        "the baseline now has " + std::to_string(Accepted.Entries.size()) +
                            (Accepted.Entries.size() == 1 ? " finding" : " findings") + ", " +
                            std::to_string(Known->Entries.size()) + " before",
                        std::nullopt});
  return llvm::Error::success();
}

llvm::Error Triage::apply(Report &What, SourceFiles &Sources) {
  // Comments first: a comment on a finding that the gates drop is not unneeded.
  SuppressionSet Comments(Sources);
  if (auto E = Comments.apply(What.Findings))
    return E;
  // A comment may be needed for what a unit that was not judged would have shown.
  if (isFullRun(What)) {
    llvm::StringSet<> Seen;
    std::vector<std::string> Judged;
    llvm::copy_if(Scope.UnitFiles, std::back_inserter(Judged),
                  [&](const std::string &File) { return Seen.insert(File).second; });
    auto Unused = Comments.unused(Judged);
    if (!Unused)
      return Unused.takeError();
    llvm::append_range(What.Notes, *Unused);
  }

  llvm::StringSet<> Found;
  for (const Finding &F : What.Findings)
    if (!F.Suppressed)
      Found.insert(F.Fingerprint);
  auto LeftOut = applyGates(What.Findings, Configured, Options.Gates);
  if (!LeftOut)
    return LeftOut.takeError();
  if (auto Note = leftOutNote(*LeftOut))
    What.Notes.push_back(std::move(*Note));

  if (Known)
    if (auto E = applyKnown(What, Found))
      return E;
  if (Changes) {
    applyChanges(*Changes, What.Findings);
    if (!Changes->note().empty())
      What.Notes.push_back({{}, Changes->note(), std::nullopt});
  }
  return llvm::Error::success();
}

llvm::Expected<bool> Triage::fails(const Report &What) {
  for (const Finding &F : What.Findings) {
    auto Fails = failsRun(F, Configured, Options.Gates);
    if (!Fails || *Fails)
      return Fails;
  }
  return false;
}

} // namespace nplus1
