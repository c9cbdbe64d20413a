#include "config/ConfigFile.h"

#include "config/PathGlob.h"
#include "support/JsonTable.h"

#include "llvm/ADT/SmallString.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

namespace nplus1 {

namespace fs = llvm::sys::fs;
namespace path = llvm::sys::path;

llvm::StringRef gateName(Gate G) {
  switch (G) {
  case Gate::Possible:
    return "possible";
  case Gate::Likely:
    return "likely";
  case Gate::Certain:
    return "certain";
  case Gate::Off:
    return "off";
  }
  return {};
}

/// \p Type with the place of the value.
template <class T> static JsonType<Written<T>> written(JsonType<T> Type) {
  auto Read = [Inner = Type.Read](const JsonValue &From, Written<T> &Into) {
    Into.At = From.place();
    return Inner(From, Into.Value);
  };
  return {std::move(Read), std::move(Type.Schema)};
}

static JsonType<Gate> confidence() {
  return jsonWord<Gate>(
      {{"possible", Gate::Possible}, {"likely", Gate::Likely}, {"certain", Gate::Certain}});
}

static JsonType<Gate> ruleGate() {
  return jsonWord<Gate>({{"off", Gate::Off},
                         {"possible", Gate::Possible},
                         {"likely", Gate::Likely},
                         {"certain", Gate::Certain}});
}

static JsonType<std::string> glob() {
  auto Read = [](const JsonValue &From, std::string &Into) -> llvm::Error {
    if (auto E = jsonText().Read(From, Into))
      return E;
    if (auto E = checkPathGlob(Into))
      return From.error("is no glob: " + llvm::toString(std::move(E)));
    return llvm::Error::success();
  };
  return {std::move(Read), {{"type", "string"}}};
}

using RuleGates = std::map<std::string, Written<Gate>>;

static JsonType<RuleGates> ruleGates(llvm::ArrayRef<llvm::StringRef> Rules) {
  JsonTable<RuleGates> Table;
  for (llvm::StringRef Rule : Rules)
    Table.push_back(jsonKey<RuleGates, Written<Gate>>(
        Rule, [Rule](RuleGates &Into) -> Written<Gate> & { return Into[Rule.str()]; },
        written(ruleGate()), "From which confidence on this rule reports."));
  nlohmann::json Schema = jsonSchema(Table);
  auto Read = [Table = std::move(Table)](const JsonValue &From, RuleGates &Into) {
    return readJsonObject(From, Table, Into);
  };
  return {std::move(Read), std::move(Schema)};
}

template <class T>
static void addScopedKeys(JsonTable<T> &Table, llvm::ArrayRef<llvm::StringRef> Rules) {
  Table.push_back(jsonKey<T, Written<Gate>>("minConfidence", &T::MinConfidence,
                                            written(confidence()),
                                            "Findings below this confidence are not reported."));
  Table.push_back(jsonKey<T, Written<Gate>>(
      "failOn", &T::FailOn, written(confidence()),
      "Findings below this confidence are reported but do not fail the run."));
  Table.push_back(jsonKey<T, RuleGates>("rules", &T::Rules, ruleGates(Rules),
                                        "Per rule: off, or the confidence from which it reports."));
}

static JsonTable<ConfigOverride> overrideTable(llvm::ArrayRef<llvm::StringRef> Rules) {
  using O = ConfigOverride;
  JsonTable<O> Table = {jsonKey<O, std::vector<std::string>>(
      "files", &O::Files, jsonList(glob()), "Globs of the files that this is about.",
      Presence::Required)};
  addScopedKeys(Table, Rules);
  return Table;
}

namespace {
/// The table refers to the override's table, which must live as long.
struct ConfigTables {
  JsonTable<ConfigOverride> Override;
  JsonTable<ConfigFile> File;
  explicit ConfigTables(llvm::ArrayRef<llvm::StringRef> Rules);
};
} // namespace

ConfigTables::ConfigTables(llvm::ArrayRef<llvm::StringRef> Rules) : Override(overrideTable(Rules)) {
  using F = ConfigFile;
  using Texts = std::vector<std::string>;
  // "$schema" is for editors; reading it sets nothing.
  JsonKey<F> Schema{"$schema",
                    [](const JsonValue &From, F &) {
                      std::string Ignored;
                      return jsonText().Read(From, Ignored);
                    },
                    {{"type", "string"}, {"description", "For editors."}}};
  File = {
      Schema,
      jsonKey<F, bool>("root", &F::Root, jsonFlag(), "Files of this name further up do not count."),
      jsonKey<F, Written<Texts>>("profiles", &F::Profiles, written(jsonList(jsonText())),
                                 "Names of built-in profiles, or files; default: all built in."),
      jsonKey<F, Written<bool>>("requireComplete", &F::RequireComplete, written(jsonFlag()),
                                "Exit with 3 if some unit could not be analysed in full."),
      jsonKey<F, Written<std::string>>("baseline", &F::Baseline, written(jsonText()),
                                       "The baseline file, in this folder or below it."),
      jsonKey<F, std::vector<Written<std::string>>>(
          "exclude", &F::Exclude, jsonList(written(glob())),
          "Globs of files and folders whose findings are not reported."),
      jsonKey<F, Written<bool>>("defaultExcludes", &F::DefaultExcludes, written(jsonFlag()),
                                "Whether tests and migrations are left out; default: true."),
      jsonKey<F, std::vector<ConfigOverride>>("overrides", &F::Overrides,
                                              jsonList(jsonObject(Override)),
                                              "Settings for some files; later ones win."),
  };
  addScopedKeys(File, Rules);
}

nlohmann::json configSchema(llvm::ArrayRef<llvm::StringRef> Rules) {
  nlohmann::json Schema = jsonSchema(ConfigTables(Rules).File);
  Schema["$schema"] = "http://json-schema.org/draft-07/schema#";
  Schema["title"] = "Configuration of nplus1 (" + ConfigFileName.str() + ")";
  return Schema;
}

/// Makes the baseline's path absolute and keeps it inside the folder.
static llvm::Error resolveBaseline(ConfigFile &File) {
  if (!File.Baseline)
    return llvm::Error::success();
  Written<std::string> &Baseline = *File.Baseline;
  llvm::SmallString<256> Path(File.Folder), RealParent, RealFolder;
  bool Climbs =
      llvm::any_of(llvm::make_range(path::begin(Baseline.Value), path::end(Baseline.Value)),
                   [](llvm::StringRef Part) { return Part == ".."; });
  path::append(Path, Baseline.Value);
  // A folder that is not there yet leads nowhere; writing will say so.
  bool Leaves = !fs::real_path(path::parent_path(Path), RealParent) &&
                !fs::real_path(File.Folder, RealFolder) && RealParent != RealFolder &&
                !RealParent.str().starts_with((RealFolder + "/").str());
  if (Baseline.Value.empty() || path::is_absolute(Baseline.Value) || Climbs || Leaves)
    return locatedError(Baseline.At, "'baseline' must name a file in this folder or below it");
  Baseline.Value = Path.str().str();
  return llvm::Error::success();
}

llvm::Expected<ConfigFile> readConfigFile(const std::string &Path,
                                          llvm::ArrayRef<llvm::StringRef> Rules) {
  auto Json = LocatedJson::read(Path);
  if (!Json)
    return Json.takeError();
  ConfigFile File;
  File.Path = Path;
  File.Folder = path::parent_path(Path).str();
  ConfigTables Tables(Rules);
  if (auto E = readJsonObject({*Json, Json->root(), "a configuration"}, Tables.File, File))
    return std::move(E);
  if (auto E = resolveBaseline(File))
    return std::move(E);
  return File;
}

} // namespace nplus1
