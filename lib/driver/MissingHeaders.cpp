#include "driver/MissingHeaders.h"

#include "support/EmbeddedFile.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/GlobPattern.h"

#include <map>
#include <nlohmann/json.hpp>
#include <span>
#include <tuple>

using namespace llvm;

namespace nplus1 {

std::span<const EmbeddedFile> generatorTables(); // made from generators.json

/// The program that makes headers of such names; empty if it is not known.
static std::string generatorOf(StringRef Header) {
  static const nlohmann::json Table = nlohmann::json::parse(generatorTables().front().Text);
  for (const auto &Entry : Table)
    if (cantFail(GlobPattern::create(Entry.at("header").get_ref<const std::string &>()))
            .match(Header))
      return Entry.at("generator");
  return {};
}

std::vector<RunNote> missingHeaderNotes(ArrayRef<MissingInUnit> Units) {
  std::map<std::string, unsigned> Counts;
  for (const MissingInUnit &Unit : Units)
    for (const std::string &Header : Unit.Headers)
      ++Counts[Header];
  std::vector<std::pair<std::string, unsigned>> Sorted(Counts.begin(), Counts.end());
  sort(Sorted, [](const auto &L, const auto &R) {
    return std::tie(R.second, L.first) < std::tie(L.second, R.first);
  });
  std::vector<RunNote> Notes;
  for (const auto &[Header, Count] : Sorted) {
    const std::string Generator = generatorOf(Header);
    RunNote Note;
    Note.Message = "the header '" + Header + "' is missing in " + std::to_string(Count) +
                   (Count == 1 ? " unit; " : " units; ") +
                   (Generator.empty() ? "if the build makes it, build the project first"
                                      : Generator + " makes such headers: build the project first");
    Notes.push_back(std::move(Note));
  }
  return Notes;
}

} // namespace nplus1
