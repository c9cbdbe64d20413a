#include "lsp/Editing.h"

#include "fix/EditedFileSystem.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/FileSystem.h"

using namespace llvm;

namespace nplus1::lsp {

static bool reads(const UnitOutcome &Outcome, const std::string &Path) {
  return any_of(Outcome.Seen.Files, [&](const InputFile &File) { return File.Path == Path; });
}

Editing::Editing(OpenedFolder &Folder) : Folder(Folder) {
  const auto &Units = Folder.Of.Opened.Units;
  for (size_t I = 0; I < Units.size(); ++I)
    UnitsByFile[realPath(Units[I].File)].push_back(I);
  Index.resize(Units.size());
  for (UnitOutcome &Outcome : Index)
    Outcome.Judged = UnitOutcome::Verdict::Irrelevant;
}

const std::string &Editing::realPath(const std::string &Path) const {
  auto [Known, IsNew] = RealPaths.try_emplace(Path, Path);
  SmallString<256> Real;
  if (IsNew && !sys::fs::real_path(Path, Real))
    Known->second = Real.str().str();
  return Known->second;
}

void Editing::setIndex(std::vector<UnitOutcome> Outcomes) {
  // Of another state of the database: opening the folder again is under way.
  if (Outcomes.size() != Index.size())
    return;
  Index = std::move(Outcomes);
  for (const auto &[Unit, Outcome] : Fresh)
    if (readsOtherThan(Outcome, Index[Unit]))
      Outdated.insert(Unit);
}

/// Whether a file that is not open in the editor has other contents in \p Newer, or is
/// read in one of them only.
bool Editing::readsOtherThan(const UnitOutcome &Known, const UnitOutcome &Newer) const {
  auto onDisk = [&](const UnitOutcome &Outcome) {
    std::vector<InputFile> Files;
    copy_if(Outcome.Seen.Files, std::back_inserter(Files), [&](const InputFile &File) {
      return !Texts.count(File.Path) && !Texts.count(realPath(File.Path));
    });
    return Files;
  };
  // Of a unit that was not parsed nothing is known, and nothing has to be.
  return !Newer.Seen.Files.empty() && onDisk(Known) != onDisk(Newer);
}

void Editing::setText(const std::string &Path, std::optional<std::string> Text) {
  Changed.insert(Path);
  if (Text)
    Texts[Path] = std::move(*Text);
  else
    Texts.erase(Path);
}

IntrusiveRefCntPtr<vfs::FileSystem> Editing::files() const {
  EditedFiles Edited;
  for (const auto &[Path, Text] : Texts) {
    EditedFile &File = Edited.emplace_back();
    File.Path = Path;
    File.After = Text;
  }
  return editedFileSystem(vfs::createPhysicalFileSystem(), Edited);
}

bool Editing::knows(const std::string &Path) const {
  return UnitsByFile.count(Path) ||
         any_of(Index, [&](const UnitOutcome &Outcome) { return reads(Outcome, Path); });
}

/// The units of the open files; for an open header that none of them reads, one
/// that does.
std::set<size_t> Editing::editedUnits() const {
  std::set<size_t> Units;
  for (const auto &[Path, Text] : Texts)
    if (auto Found = UnitsByFile.find(Path); Found != UnitsByFile.end())
      Units.insert(Found->second.begin(), Found->second.end());
  for (const auto &[Path, Text] : Texts) {
    if (UnitsByFile.count(Path) ||
        any_of(Units, [&, &Path = Path](size_t Unit) { return reads(Index[Unit], Path); }))
      continue;
    auto Reader = find_if(Index, [&, &Path = Path](const auto &O) { return reads(O, Path); });
    if (Reader != Index.end())
      Units.insert(Reader - Index.begin());
  }
  return Units;
}

bool Editing::needsParse(size_t Unit) const {
  auto Known = Fresh.find(Unit);
  if (Known == Fresh.end() || Outdated.count(Unit))
    return true;
  return any_of(Changed, [&](const std::string &Path) {
    return reads(Known->second, Path) || realPath(Folder.Of.Opened.Units[Unit].File) == Path;
  });
}

/// The index with the edited units as they are now. What the index says of an
/// edited header through other units is left out: its places have moved.
std::vector<UnitOutcome> Editing::outcomes() const {
  std::vector<UnitOutcome> All = Index;
  for (auto [Unit, Outcome] : enumerate(All)) {
    if (auto Edited = Fresh.find(Unit); Edited != Fresh.end()) {
      Outcome = Edited->second;
      continue;
    }
    for (const auto &[Path, Text] : Texts) {
      const uint64_t Digest = contentDigest(Text);
      bool Moved = false;
      for (InputFile &Input : Outcome.Seen.Files)
        if (Input.Path == Path && Input.Digest != Digest) {
          Input.Digest = Digest;
          Moved = true;
        }
      if (Moved)
        erase_if(Outcome.Facts.Functions,
                 [&, &Path = Path, &Facts = Outcome.Facts](const FunctionFacts &Function) {
                   return realPath(Facts.text(Function.Where.File)) == Path;
                 });
    }
  }
  return All;
}

Error Editing::update(const std::set<std::string> &Skipped,
                      function_ref<void(const std::string &)> Parsing) {
  const Project &Of = Folder.Of.Opened;
  const std::set<size_t> Edited = editedUnits();
  std::erase_if(Warm, [&](const auto &Entry) { return !Edited.count(Entry.first); });
  std::erase_if(Fresh, [&](const auto &Entry) { return !Edited.count(Entry.first); });
  for (size_t Unit : Edited) {
    const std::string &File = realPath(Of.Units[Unit].File);
    if (Skipped.count(File) || !needsParse(Unit))
      continue;
    Parsing(File);
    WarmUnit &Parser = Warm.try_emplace(Unit, Of.Units[Unit], Of.Profiles).first->second;
    Fresh[Unit] = Parser.analyze(files());
    Outdated.erase(Unit);
  }
  Changed.clear();

  auto Result = std::make_unique<Analysis>(joinUnits(Of, outcomes(), files()));
  Report Judged = makeReport(*Result);
  SourceFiles Sources(files());
  if (Error Bad = Folder.Of.Triaged.apply(Judged, Sources))
    return Bad;
  Now = std::move(Result);
  Said = std::move(Judged);
  return Error::success();
}

std::vector<ShownFinding> Editing::findingsIn(const std::string &Path) const {
  std::vector<ShownFinding> Found;
  for (const Finding &What : Said.Findings) {
    if (!What.isActive() || realPath(What.Location.Begin.File) != Path)
      continue;
    ShownFinding &Shown = Found.emplace_back();
    Shown.What = What;
    for (auto [Index, Linked] : enumerate(Now->Linked.Findings))
      if (Linked.What.Fingerprint == What.Fingerprint)
        Shown.Index = Index;
    for (auto [Plan, Change] : enumerate(Now->Plans))
      if (is_contained(Change.Findings, Shown.Index))
        Shown.Plan = Plan;
  }
  return Found;
}

Expected<FixRun> Editing::fix(const std::set<std::string> &Fingerprints, bool Unsafe) const {
  std::vector<size_t> Wanted;
  for (size_t Index : activeFindings(*Now, Said))
    if (Fingerprints.count(Now->Linked.Findings[Index].What.Fingerprint))
      Wanted.push_back(Index);
  Phase1Options Phase1 = Folder.Phase1;
  Phase1.Prefilter = false;
  Phase1.Files = [this] { return files(); };
  FixRunOptions Options;
  Options.Mode = FixMode::Preview;
  Options.Unsafe = Unsafe;
  Options.Once = true;
  return runFixes(Folder.Of.Opened, *Now, Wanted, Phase1, Options,
                  [](StringRef, size_t, size_t) {});
}

} // namespace nplus1::lsp
