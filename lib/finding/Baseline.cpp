#include "finding/Baseline.h"

#include "finding/Paths.h"
#include "support/JsonTable.h"
#include "support/LocatedJson.h"

#include "llvm/ADT/StringMap.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/raw_ostream.h"

#include <algorithm>

namespace nplus1 {

static constexpr unsigned BaselineSchema = 1;

namespace {
struct BaselineDocument {
  unsigned Schema = 0;
  std::vector<BaselineEntry> Entries;
};
} // namespace

static const JsonTable<BaselineEntry> &entryTable() {
  using E = BaselineEntry;
  static const JsonTable<E> Table = {
      jsonKey<E, std::string>("fingerprint", &E::Fingerprint, jsonText(),
                              "Identity of the finding.", Presence::Required),
      jsonKey<E, std::string>("moved", &E::Moved, jsonText(),
                              "Identity without the file, for code that moved."),
      jsonKey<E, std::string>("rule", &E::Rule, jsonText(), "For people."),
      jsonKey<E, std::string>("file", &E::File, jsonText(), "Where the finding was."),
      jsonKey<E, std::string>("message", &E::Message, jsonText(), "For people."),
  };
  return Table;
}

static const JsonTable<BaselineDocument> &documentTable() {
  using D = BaselineDocument;
  static const JsonTable<D> Table = {
      jsonKey<D, unsigned>("schema", &D::Schema, jsonNumber(), "The version of this format.",
                           Presence::Required),
      jsonKey<D, std::vector<BaselineEntry>>("findings", &D::Entries,
                                             jsonList(jsonObject(entryTable())),
                                             "The accepted findings.", Presence::Required),
  };
  return Table;
}

llvm::Expected<Baseline> readBaseline(const std::string &Path) {
  if (!llvm::sys::fs::exists(Path))
    return llvm::createStringError("there is no baseline " + Path + "; create it with --baseline " +
                                   Path + " --accept-new");
  auto Json = LocatedJson::read(Path);
  if (!Json)
    return Json.takeError();
  // Asked first: a newer format may well have keys that are not known here.
  const nlohmann::json &Root = Json->root();
  if (Root.is_object() && Root.contains("schema") && Root["schema"].is_number_integer() &&
      Root["schema"] > BaselineSchema)
    return locatedError(Json->placeOf(Root["schema"]),
                        "the baseline was written by a newer nplus1 (schema " +
                            Root["schema"].dump() + ", this program knows " +
                            std::to_string(BaselineSchema) + "); update nplus1");
  BaselineDocument Document;
  if (auto E = readJsonObject({*Json, Root, "a baseline"}, documentTable(), Document))
    return std::move(E);
  return Baseline{Path, std::move(Document.Entries)};
}

std::vector<BaselineEntry> applyBaseline(const Baseline &Known, std::vector<Finding> &Findings) {
  std::vector<bool> Taken(Known.Entries.size());
  llvm::StringMap<std::vector<size_t>> ByFingerprint, ByMoved;
  for (size_t I = 0; I != Known.Entries.size(); ++I) {
    ByFingerprint[Known.Entries[I].Fingerprint].push_back(I);
    if (!Known.Entries[I].Moved.empty())
      ByMoved[Known.Entries[I].Moved].push_back(I);
  }
  auto Take = [&](const std::vector<size_t> &Candidates) {
    auto Free = llvm::find_if(Candidates, [&](size_t I) { return !Taken[I]; });
    if (Free == Candidates.end())
      return false;
    return static_cast<bool>(Taken[*Free] = true);
  };

  for (Finding &F : Findings)
    if (!F.Suppressed)
      F.State =
          Take(ByFingerprint.lookup(F.Fingerprint)) ? BaselineState::Known : BaselineState::New;
  // Only what is left on both sides can have moved.
  for (Finding &F : Findings)
    if (F.State == BaselineState::New && Take(ByMoved.lookup(F.MovedFingerprint)))
      F.State = BaselineState::Known;

  std::vector<BaselineEntry> Stale;
  for (size_t I = 0; I != Known.Entries.size(); ++I)
    if (!Taken[I])
      Stale.push_back(Known.Entries[I]);
  return Stale;
}

std::vector<RunNote> staleNotes(const Baseline &Known, llvm::ArrayRef<BaselineEntry> Stale,
                                llvm::function_ref<bool(const BaselineEntry &)> IsGone) {
  std::vector<RunNote> Notes;
  for (const BaselineEntry &Entry : Stale)
    if (IsGone(Entry))
      Notes.push_back({{Known.FileName, 0, 0, 0},
                       "stale entry " + Entry.Fingerprint + ": " + Entry.Rule + " in " +
                           Entry.File + " is gone; --accept-new drops it",
                       std::nullopt});
  return Notes;
}

Baseline acceptFindings(const Baseline &Old, const std::vector<Finding> &Findings,
                        llvm::StringRef Root,
                        llvm::function_ref<bool(const BaselineEntry &)> IsGone) {
  Baseline New{Old.FileName, {}};
  for (const Finding &F : Findings)
    if (!F.Suppressed)
      New.Entries.push_back({F.Fingerprint, F.MovedFingerprint, F.Rule,
                             relativePath(F.Location.Begin.File, Root), F.Message});
  for (const BaselineEntry &Entry : Old.Entries)
    if (!IsGone(Entry))
      New.Entries.push_back(Entry);
  std::sort(
      New.Entries.begin(), New.Entries.end(), [](const BaselineEntry &A, const BaselineEntry &B) {
        return std::tie(A.File, A.Rule, A.Fingerprint) < std::tie(B.File, B.Rule, B.Fingerprint);
      });
  New.Entries.erase(std::unique(New.Entries.begin(), New.Entries.end(),
                                [](const BaselineEntry &A, const BaselineEntry &B) {
                                  return A.Fingerprint == B.Fingerprint;
                                }),
                    New.Entries.end());
  return New;
}

llvm::Error writeBaseline(const Baseline &What) {
  auto Failed = llvm::writeToOutput(What.FileName, [&](llvm::raw_ostream &OS) {
    OS << "{\"schema\": " << BaselineSchema << ", \"findings\": [";
    for (const BaselineEntry &Entry : What.Entries) {
      nlohmann::ordered_json Line = {{"fingerprint", Entry.Fingerprint},
                                     {"moved", Entry.Moved},
                                     {"rule", Entry.Rule},
                                     {"file", Entry.File},
                                     {"message", Entry.Message}};
      OS << (&Entry == &What.Entries.front() ? "\n" : ",\n")
         << Line.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
    }
    OS << "\n]}\n";
    return llvm::Error::success();
  });
  if (Failed)
    return llvm::createStringError("cannot write the baseline " + What.FileName + ": " +
                                   llvm::toString(std::move(Failed)) + "; it is as it was");
  return llvm::Error::success();
}

} // namespace nplus1
