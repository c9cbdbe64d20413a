#include "compdb/FlagTable.h"

#include "support/EmbeddedFile.h"

#include "llvm/Support/GlobPattern.h"

#include <nlohmann/json.hpp>

namespace nplus1 {

std::span<const EmbeddedFile> flagTableFiles(); // generated from flags/*.json

static std::vector<FlagRule> readRules(const nlohmann::json &Table) {
  std::vector<FlagRule> Rules;
  for (const auto &Entry : Table) {
    FlagRule Rule;
    Rule.Flag = Entry.at("flag");
    Rule.Why = Entry.at("why");
    Rule.Values = Entry.value("values", 0u);
    Rule.To = Entry.value("to", std::vector<std::string>());
    Rule.Value = Entry.value("value", "");
    Rules.push_back(std::move(Rule));
  }
  return Rules;
}

FlagTable::FlagTable() {
  for (const EmbeddedFile &File : flagTableFiles()) {
    auto Table = nlohmann::json::parse(File.Text);
    if (File.Name == "gcc")
      Gcc = readRules(Table);
    else if (File.Name == "msvc")
      Msvc = readRules(Table);
    else if (File.Name == "clang")
      Clang = readRules(Table);
    else
      for (const auto &Entry : Table)
        Launchers.push_back({Entry.at("launcher"), Entry.value("options", false),
                             Entry.value("assignments", false), Entry.value("until", "")});
  }
}

const FlagTable &FlagTable::get() {
  static const FlagTable Table;
  return Table;
}

const FlagRule *FlagTable::bySpelling(llvm::StringRef Argument, bool MsvcStyle) const {
  for (const FlagRule &Rule : MsvcStyle ? Msvc : Gcc) {
    llvm::StringRef Flag = Rule.Flag;
    if (Flag.consume_back("*") ? Argument.starts_with(Flag) : Argument == Flag)
      return &Rule;
  }
  return nullptr;
}

static bool matches(llvm::StringRef Glob, llvm::StringRef Value) {
  return Glob.empty() ||
         llvm::cantFail(llvm::GlobPattern::create(Glob, /*MaxSubPatterns=*/16)).match(Value);
}

const FlagRule *FlagTable::byClangName(llvm::StringRef Name, llvm::StringRef Value) const {
  for (const FlagRule &Rule : Clang)
    if (Rule.Flag == Name && matches(Rule.Value, Value))
      return &Rule;
  return nullptr;
}

const LauncherRule *FlagTable::launcher(llvm::StringRef Name) const {
  for (const LauncherRule &Rule : Launchers)
    if (Name.equals_insensitive(Rule.Name))
      return &Rule;
  return nullptr;
}

} // namespace nplus1
