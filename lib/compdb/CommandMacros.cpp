#include "compdb/CommandMacros.h"

#include "clang/Driver/Options.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Option/ArgList.h"
#include "llvm/Option/OptTable.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/Regex.h"

#include <map>
#include <set>

using namespace llvm;
using namespace clang::driver;

namespace nplus1 {
namespace {

/// A group in which every unit brings macros of its own is none worth having.
constexpr size_t MostDiffering = 32;

struct Definition {
  size_t Begin, End; ///< of its words in the command
  CommandMacro Macro;
};

/// What follows -D, as a line that says the same wherever it stands. Nothing if it is more, or
/// less: "A =1" defines "A", and what ends in a backslash goes on in the next line.
std::optional<CommandMacro> macroOf(StringRef Written) {
  static const Regex PlainHead("^([A-Za-z_][A-Za-z0-9_]*)(\\([A-Za-z0-9_, .]*\\))?$");
  auto [Head, Body] = Written.split('=');
  SmallVector<StringRef, 3> Parts;
  if (!PlainHead.match(Head, &Parts))
    return std::nullopt;
  // As gcc and Clang read it, the macro ends with the line.
  Body =
      Written.contains('=') ? Body.take_until([](char C) { return C == '\n' || C == '\r'; }) : "1";
  const StringRef End = Body.rtrim();
  if (End.ends_with("\\") || End.ends_with("?\?/") || Body.contains("/*") || Body.contains("R\""))
    return std::nullopt;
  return CommandMacro{Parts[1].str(), ("#define " + Head + " " + Body + "\n").str()};
}

/// The macros that a command defines. Nothing if it says something of macros for which the
/// order counts.
std::optional<std::vector<Definition>> definitionsIn(const CompileUnit &Unit) {
  SmallVector<const char *, 64> Words;
  for (const std::string &Word : drop_begin(Unit.Arguments))
    Words.push_back(Word.c_str());
  unsigned MissingIndex = 0, MissingCount = 0;
  auto Parsed = getDriverOptTable().ParseArgs(Words, MissingIndex, MissingCount,
                                              opt::Visibility(options::ClangOption));
  std::vector<Definition> Found;
  std::set<std::string> Names, Undefined;
  SmallVector<const opt::Arg *, 64> Args(Parsed.begin(), Parsed.end());
  for (auto [I, Arg] : enumerate(Args)) {
    if (Arg->getOption().matches(options::OPT_U))
      Undefined.insert(Arg->getValue());
    if (!Arg->getOption().matches(options::OPT_D))
      continue;
    // An argument's words run up to the next argument's first word; the program's name
    // stands before them all.
    const size_t Begin = Arg->getIndex() + 1;
    const size_t End = I + 1 < Args.size() ? Args[I + 1]->getIndex() + 1 : Unit.Arguments.size();
    std::optional<CommandMacro> Macro = macroOf(Arg->getValue());
    if (!Macro || !Names.insert(Macro->Name).second)
      return std::nullopt;
    Found.push_back({Begin, End, std::move(*Macro)});
  }
  if (any_of(Names, [&](const std::string &Name) { return Undefined.count(Name); }))
    return std::nullopt;
  return Found;
}

std::vector<std::string> without(const std::vector<std::string> &Words,
                                 ArrayRef<Definition> Definitions) {
  std::vector<std::string> Rest;
  for (auto [Place, Word] : enumerate(Words))
    if (none_of(Definitions,
                [&](const Definition &D) { return D.Begin <= Place && Place < D.End; }))
      Rest.push_back(Word);
  return Rest;
}

std::string keyOf(const CompileUnit &Unit, const std::vector<std::string> &Words) {
  // The extension says which language it is.
  std::string Key = Unit.Directory + '\0' + sys::path::extension(Unit.File).str();
  for (const std::string &Word : Words)
    Key += '\0' + (Word == Unit.File ? "" : Word);
  return Key;
}

} // namespace

AlikeCommands::AlikeCommands(std::span<const CompileUnit> Units, ArrayRef<size_t> Which) {
  struct Group {
    std::vector<size_t> Members;
    std::map<std::string, std::set<std::string>> Definitions; ///< by name
    std::map<std::string, size_t> Definers;
  };
  std::map<std::string, Group> Groups;
  DenseMap<size_t, std::vector<Definition>> Found;
  for (size_t I : Which) {
    std::vector<Definition> Here = definitionsIn(Units[I]).value_or(std::vector<Definition>());
    Group &Its = Groups[keyOf(Units[I], without(Units[I].Arguments, Here))];
    Its.Members.push_back(I);
    for (const Definition &D : Here) {
      Its.Definitions[D.Macro.Name].insert(D.Macro.Definition);
      ++Its.Definers[D.Macro.Name];
    }
    Found[I] = std::move(Here);
  }
  for (const auto &[Key, Its] : Groups) {
    std::vector<std::string> Differing;
    for (const auto &[Name, Definitions] : Its.Definitions)
      if (Definitions.size() > 1 || Its.Definers.at(Name) < Its.Members.size())
        Differing.push_back(Name);
    for (size_t I : Its.Members) {
      Command &Made = Commands[I];
      if (Differing.size() > MostDiffering) {
        Made.Group = keyOf(Units[I], Units[I].Arguments);
        continue;
      }
      Made.Group = Key;
      for (const std::string &Name : Differing) {
        auto At = find_if(Found[I], [&](const Definition &D) { return D.Macro.Name == Name; });
        Made.Macros.push_back({Name, At == Found[I].end() ? "" : At->Macro.Definition});
      }
    }
  }
}

CompileUnit withoutMacros(const CompileUnit &Unit, function_ref<bool(StringRef)> IsLeftOut) {
  std::vector<Definition> Left = definitionsIn(Unit).value_or(std::vector<Definition>());
  erase_if(Left, [&](const Definition &D) { return !IsLeftOut(D.Macro.Name); });
  CompileUnit Result = Unit;
  Result.Arguments = without(Unit.Arguments, Left);
  return Result;
}

} // namespace nplus1
