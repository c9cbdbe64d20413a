#include "driver/FactsFile.h"

#include "driver/FactsCodec.h"
#include "driver/OutcomeCodec.h"
#include "driver/ResultsKey.h"
#include "finding/ToolVersion.h"
#include "support/ByteStream.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/xxhash.h"

#include <set>

using namespace llvm;

namespace nplus1 {

static constexpr StringLiteral Magic = "nplus1 facts\n";
/// Stands for the root in the file; no path and no name in C++ begins like this.
static constexpr StringLiteral RootMark = "\1root";
/// Facts of one unit take kilobytes.
static constexpr uint64_t MaxBytes = uint64_t(1) << 30;

static std::string checksum(StringRef Bytes) {
  return utohexstr(xxh3_64bits(arrayRefFromStringRef(Bytes)), /*LowerCase=*/true, 16);
}

namespace {
/// Replaces the folder at the start of paths.
class Relocation {
public:
  Relocation(StringRef From, StringRef To) : From((From + "/").str()), To((To + "/").str()) {}

  void apply(UnitOutcome &Outcome) const {
    path(Outcome.Facts.MainFile);
    for (std::string &Text : Outcome.Facts.Strings)
      path(Text);
    // A sentence with the places of an error, or a command.
    for (size_t At = Outcome.Problem.find(From); At != std::string::npos;
         At = Outcome.Problem.find(From, At + To.size()))
      Outcome.Problem.replace(At, From.size(), To);
  }

private:
  std::string From, To;

  void path(std::string &Path) const {
    if (StringRef(Path).starts_with(From))
      Path.replace(0, From.size(), To);
  }
};
} // namespace

static std::vector<std::string> namesOf(std::span<const Profile> Profiles) {
  std::vector<std::string> Names;
  for (const Profile &P : Profiles)
    Names.push_back(P.Name);
  return Names;
}

std::string encodeFactsFile(std::vector<UnitOutcome> Outcomes, StringRef Root,
                            std::span<const Profile> Profiles) {
  ByteWriter Bytes;
  Bytes.text(std::string(toolVersion()));
  Bytes.text(std::string(clangVersion()));
  Bytes.number(FactsFormat);
  Bytes.text(join(namesOf(Profiles), ", "));
  Bytes.text(checksum(profilesKey(Profiles)));
  Bytes.count(Outcomes);
  for (UnitOutcome &Outcome : Outcomes) {
    Outcome.Seen = {};
    Outcome.Declarations.clear();
    Outcome.ErrorPlaces.clear();
    Relocation(Root, RootMark).apply(Outcome);
    Bytes.text(encodeOutcome(Outcome));
  }
  std::string Content = Bytes.take();
  return (Magic + checksum(Content) + Content).str();
}

Expected<std::vector<UnitOutcome>> readFactsFile(const std::string &Path, StringRef Root,
                                                 std::span<const Profile> Profiles) {
  auto refused = [&](const Twine &Why) { return createStringError(Path + ": " + Why); };
  sys::fs::file_status Status;
  if (std::error_code Error = sys::fs::status(Path, Status))
    return refused("cannot be read (" + Error.message() + "); make it with 'nplus1 facts'");
  if (Status.type() != sys::fs::file_type::regular_file || Status.getSize() > MaxBytes)
    return refused("is not a file that 'nplus1 facts' makes");
  auto Buffer = MemoryBuffer::getFile(Path, /*IsText=*/false, /*RequiresNullTerminator=*/false);
  if (!Buffer)
    return refused("cannot be read (" + Buffer.getError().message() + "); check its permissions");
  StringRef Content = (*Buffer)->getBuffer();
  if (!Content.consume_front(Magic))
    return refused("is not a file that 'nplus1 facts' makes");
  const std::string Damage = "is damaged; make it again";
  StringRef Checksum = Content.take_front(16);
  Content = Content.drop_front(Checksum.size());
  if (Checksum != checksum(Content))
    return refused(Damage);

  ByteReader Bytes(Content);
  std::string Version, Clang, Names, Key;
  unsigned Format;
  Bytes.text(Version);
  Bytes.text(Clang);
  Bytes.number(Format);
  Bytes.text(Names);
  Bytes.text(Key);
  if (Bytes.isDamaged())
    return refused(Damage);
  if (Version != toolVersion() || Clang != clangVersion() || Format != FactsFormat)
    return refused("was made by nplus1 " + Version + " with Clang " + Clang +
                   ", and this is nplus1 " + toolVersion() + " with Clang " + clangVersion() +
                   "; make it again");
  if (Names != join(namesOf(Profiles), ", ") || Key != checksum(profilesKey(Profiles)))
    return refused("was made with other profiles (" + Names +
                   "); give 'nplus1 facts' and 'nplus1 link' the same --profile");

  std::vector<std::string> Encoded;
  Bytes.count(Encoded);
  std::vector<UnitOutcome> Outcomes;
  for (std::string &Each : Encoded) {
    Bytes.text(Each);
    auto Outcome = decodeOutcome(Each);
    if (!Outcome)
      return refused(Damage);
    Relocation(RootMark, Root).apply(*Outcome);
    Outcomes.push_back(std::move(*Outcome));
  }
  if (!Bytes.isWhole())
    return refused(Damage);
  return Outcomes;
}

/// As Make and Ninja read it.
static std::string escape(StringRef Path) {
  std::string Out;
  for (char C : Path) {
    if (C == ' ' || C == '#' || C == '\\')
      Out += '\\';
    else if (C == '$')
      Out += '$';
    Out += C;
  }
  return Out;
}

std::string depfileText(StringRef Target, std::span<const UnitOutcome> Outcomes) {
  std::set<std::string> Paths;
  for (const UnitOutcome &Outcome : Outcomes)
    for (const InputFile &File : Outcome.Seen.Files)
      Paths.insert(File.Path);
  std::string Text = escape(Target) + ":";
  for (const std::string &Path : Paths)
    Text += " \\\n  " + escape(Path);
  return Text + "\n";
}

} // namespace nplus1
