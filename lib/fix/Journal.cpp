#include "fix/Journal.h"

#include "fix/ReplaceFile.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"

#include <nlohmann/json.hpp>

namespace nplus1 {

namespace fs = llvm::sys::fs;
namespace path = llvm::sys::path;
using nlohmann::json;

namespace {

constexpr llvm::StringRef JournalName = ".nplus1-fix.json";
constexpr llvm::StringRef TemporaryPrefix = ".nplus1-";
constexpr llvm::StringRef TemporarySuffix = ".tmp";
constexpr int Version = 1;
/// A journal of a hundred thousand files is below this.
constexpr uint64_t SizeLimit = 64 << 20;

std::string inRoot(const ProjectBoundary &Boundary, llvm::StringRef Name) {
  llvm::SmallString<256> Path(Boundary.root());
  path::append(Path, Name);
  return Path.str().str();
}

llvm::Error notOurs(const ProjectBoundary &Boundary) {
  return llvm::createStringError("%s: is not the record of an interrupted fix; remove it",
                                 inRoot(Boundary, JournalName).c_str());
}

/// Null where the member is missing or no string.
const std::string *member(const json &Object, const char *Key) {
  auto Found = Object.find(Key);
  return Found == Object.end() ? nullptr : Found->get_ptr<const std::string *>();
}

std::optional<JournalEntry> readEntry(const json &Object, const ProjectBoundary &Boundary) {
  if (!Object.is_object())
    return std::nullopt;
  const std::string *Target = member(Object, "target"), *Temporary = member(Object, "temporary"),
                    *Before = member(Object, "before"), *After = member(Object, "after");
  if (!Target || !Temporary || !Before || !After)
    return std::nullopt;
  JournalEntry Entry;
  Entry.Target = inRoot(Boundary, *Target);
  llvm::SmallString<256> Beside(path::parent_path(Entry.Target));
  path::append(Beside, *Temporary);
  Entry.Temporary = Beside.str().str();

  llvm::StringRef Name = *Temporary;
  bool IsOurs =
      Name.starts_with(TemporaryPrefix) && Name.ends_with(TemporarySuffix) && !Name.contains('/');
  llvm::SmallString<256> RealFolder;
  bool IsInside = !fs::real_path(path::parent_path(Entry.Target), RealFolder) &&
                  RealFolder == path::parent_path(Entry.Target) && Boundary.contains(Entry.Target);
  if (!IsOurs || !IsInside || !llvm::to_integer(*Before, Entry.Before, 16) ||
      !llvm::to_integer(*After, Entry.After, 16))
    return std::nullopt;
  return Entry;
}

} // namespace

std::string temporaryName(llvm::StringRef Target) {
  llvm::SmallString<256> Model(path::parent_path(Target)), Name;
  path::append(Model, TemporaryPrefix + "%%%%%%%%%%%%" + TemporarySuffix);
  fs::createUniquePath(Model, Name, /*MakeAbsolute=*/false);
  return Name.str().str();
}

llvm::Error saveJournal(const Journal &Record, const ProjectBoundary &Boundary) {
  json Files = json::array();
  for (const JournalEntry &Entry : Record.Entries)
    Files.push_back({{"target", Boundary.display(Entry.Target)},
                     {"temporary", path::filename(Entry.Temporary).str()},
                     {"before", llvm::utohexstr(Entry.Before)},
                     {"after", llvm::utohexstr(Entry.After)}});
  json Document = {{"nplus1-fix", Version}, {"ready", Record.Ready}, {"files", std::move(Files)}};

  std::string Path = inRoot(Boundary, JournalName);
  std::string Next = Path + TemporarySuffix.str();
  fs::remove(Next);
  // Paths need not be UTF-8; what is replaced here is not found again, and then
  // left alone.
  std::string Text = Document.dump(1, ' ', false, json::error_handler_t::replace) + "\n";
  if (llvm::Error Error = writeNewFile(Next, Text, std::nullopt))
    return Error;
  return renameOver(Next, Path);
}

llvm::Expected<std::optional<Journal>> loadJournal(const ProjectBoundary &Boundary) {
  std::string Path = inRoot(Boundary, JournalName);
  fs::remove(Path + TemporarySuffix.str());
  fs::file_status Status;
  if (fs::status(Path, Status, /*follow=*/false))
    return std::nullopt;
  if (Status.type() != fs::file_type::regular_file || Status.getSize() > SizeLimit)
    return notOurs(Boundary);
  auto Buffer = llvm::MemoryBuffer::getFile(Path);
  if (!Buffer)
    return llvm::createStringError(Buffer.getError(), "%s: cannot be read (%s)", Path.c_str(),
                                   Buffer.getError().message().c_str());

  llvm::StringRef Text = (*Buffer)->getBuffer();
  json Document = json::parse(Text.begin(), Text.end(), nullptr, /*allow_exceptions=*/false);
  if (!Document.is_object() || Document.value("nplus1-fix", json()) != Version)
    return notOurs(Boundary);
  json Ready = Document.value("ready", json()), Files = Document.value("files", json());
  if (!Ready.is_boolean() || !Files.is_array())
    return notOurs(Boundary);
  Journal Record;
  Record.Ready = Ready.get<bool>();
  for (const json &File : Files) {
    std::optional<JournalEntry> Entry = readEntry(File, Boundary);
    if (!Entry)
      return notOurs(Boundary);
    Record.Entries.push_back(std::move(*Entry));
  }
  return Record;
}

void removeJournal(const ProjectBoundary &Boundary) { fs::remove(inRoot(Boundary, JournalName)); }

} // namespace nplus1
