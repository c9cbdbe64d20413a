#include "compdb/EntryReader.h"

#include "support/LocatedJson.h"

#include "llvm/Support/CommandLine.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/StringSaver.h"

using namespace llvm;
using nlohmann::json;

namespace nplus1 {
namespace {

/// Chromium's database, the largest known, is a tenth of it.
constexpr JsonLimits Limits = {/*MaxBytes=*/size_t(1) << 30, /*MaxDepth=*/8};

class EntryReader {
public:
  EntryReader(const LocatedJson &Text, std::string Folder)
      : Text(Text), Folder(std::move(Folder)) {}

  Expected<DatabaseEntry> read(const json &Object) {
    if (!Object.is_object())
      return error(Object, "an entry must be an object with 'directory', 'file' and 'command'");
    DatabaseEntry Entry;
    Entry.Line = Text.placeOf(Object).Line;
    std::string File;
    if (Error E = readString(Object, "file", File))
      return std::move(E);
    if (File.empty())
      return error(Object, "the entry has no 'file'");
    if (Error E = readString(Object, "directory", Entry.Directory))
      return std::move(E);
    Entry.Directory = absolute(Entry.Directory, Folder);
    Entry.File = absolute(File, Entry.Directory);
    if (Error E = readArguments(Object, Entry.Arguments))
      return std::move(E);
    if (Entry.Arguments.empty())
      return error(Object, "the entry has neither 'command' nor 'arguments'");
    return Entry;
  }

private:
  const LocatedJson &Text;
  const std::string Folder;

  Error error(const json &At, const Twine &Message) const {
    return locatedError(Text.placeOf(At), Message);
  }

  static std::string absolute(StringRef Path, StringRef Base) {
    SmallString<128> Result(Path);
    sys::fs::make_absolute(Base, Result);
    sys::path::remove_dots(Result, /*remove_dot_dot=*/true);
    return Result.str().str();
  }

  Error readString(const json &Object, const char *Key, std::string &Out) const {
    auto Member = Object.find(Key);
    if (Member == Object.end())
      return Error::success();
    if (!Member->is_string())
      return error(*Member, Twine("'") + Key + "' must be a string");
    Out = Member->get<std::string>();
    if (StringRef(Out).contains('\0'))
      return error(*Member, Twine("'") + Key + "' contains a zero byte");
    return Error::success();
  }

  Error readArguments(const json &Object, std::vector<std::string> &Out) const {
    if (auto List = Object.find("arguments"); List != Object.end()) {
      if (!List->is_array())
        return error(*List, "'arguments' must be a list of strings");
      for (const json &Word : *List) {
        if (!Word.is_string())
          return error(Word, "'arguments' must be a list of strings");
        Out.push_back(Word.get<std::string>());
      }
      return Error::success();
    }
    std::string Command;
    if (Error E = readString(Object, "command", Command))
      return E;
    Out = split(Command);
    return Error::success();
  }

  /// Windows builds quote in their own way; their compilers are told by ".exe"
  /// or a drive letter.
  static bool isWindowsCommand(StringRef Command) {
    StringRef Program = Command.ltrim('"').take_until([](char C) { return C == ' ' || C == '"'; });
    return Program.ends_with_insensitive(".exe") || Program.ends_with_insensitive("\\cl") ||
           Program.equals_insensitive("cl") || Program.substr(1).starts_with(":\\");
  }

  static std::vector<std::string> split(StringRef Command) {
    BumpPtrAllocator Allocator;
    StringSaver Saver(Allocator);
    SmallVector<const char *, 64> Words;
    if (isWindowsCommand(Command))
      cl::TokenizeWindowsCommandLineFull(Command, Saver, Words);
    else
      cl::TokenizeGNUCommandLine(Command, Saver, Words);
    return {Words.begin(), Words.end()};
  }
};

} // namespace

Expected<std::vector<DatabaseEntry>> readEntries(const std::string &Path) {
  auto Text = LocatedJson::read(Path, Limits);
  if (!Text)
    return Text.takeError();
  const json &Root = Text->root();
  if (!Root.is_array())
    return locatedError(Text->placeOf(Root),
                        "a compilation database must be an array of commands; make it "
                        "again with the build system");

  SmallString<128> Folder(Path);
  sys::fs::make_absolute(Folder);
  sys::path::remove_filename(Folder);
  EntryReader Reader(*Text, Folder.str().str());
  std::vector<DatabaseEntry> Entries;
  Entries.reserve(Root.size());
  for (const json &Object : Root) {
    auto Entry = Reader.read(Object);
    if (!Entry)
      return Entry.takeError();
    Entries.push_back(std::move(*Entry));
  }
  return Entries;
}

} // namespace nplus1
