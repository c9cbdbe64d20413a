#include "driver/EarlierRun.h"

#include "driver/OutcomeCodec.h"
#include "support/ByteStream.h"

#include "llvm/ADT/STLExtras.h"

using namespace llvm;

namespace nplus1 {

std::string encodeRun(const EarlierRun &Run) {
  const auto &[Seen, Relevant] = Run;
  ByteWriter Bytes;
  encodeLookups(Bytes, Seen);
  Bytes.count(Relevant);
  for (const auto &[Unit, Outcome, Failed] : Relevant) {
    Bytes.number(Unit);
    Bytes.number(Outcome);
    Bytes.number(Failed);
  }
  return Bytes.take();
}

std::optional<EarlierRun> decodeRun(StringRef Encoded, size_t Units) {
  EarlierRun Run;
  auto &[Seen, Relevant] = Run;
  ByteReader Bytes(Encoded);
  decodeLookups(Bytes, Seen);
  Bytes.count(Relevant, /*LeastBytes=*/3);
  for (auto &[Unit, Outcome, Failed] : Relevant) {
    Bytes.number(Unit);
    Bytes.require(Unit < Units);
    Bytes.number(Outcome);
    uint8_t Set;
    Bytes.number(Set);
    Bytes.require(Set <= 1);
    Failed = Set;
  }
  if (!Bytes.isWhole())
    return std::nullopt;
  return Run;
}

void JoinedLookups::add(StringMap<uint64_t> &Known, const std::vector<InputFile> &Inputs) {
  for (const auto &[Path, Digest] : Inputs)
    Agree &= Known.try_emplace(Path, Digest).first->second == Digest;
}

void JoinedLookups::add(const Lookups &Seen) {
  add(Files, Seen.Files);
  add(Folders, Seen.Folders);
  add(Places, Seen.Places);
  for (const std::string &Path : Seen.Absent)
    Absent.insert(Path);
}

std::optional<Lookups> JoinedLookups::take() const {
  if (!Agree || any_of(Absent, [&](const auto &Path) { return Files.contains(Path.getKey()); }))
    return std::nullopt;
  Lookups Joined;
  for (const auto &File : Files)
    Joined.Files.push_back({File.getKey().str(), File.second});
  for (const auto &Folder : Folders)
    Joined.Folders.push_back({Folder.getKey().str(), Folder.second});
  for (const auto &Place : Places)
    Joined.Places.push_back({Place.getKey().str(), Place.second});
  for (const auto &Path : Absent)
    Joined.Absent.push_back(Path.getKey().str());
  sort(Joined.Files);
  sort(Joined.Folders);
  sort(Joined.Places);
  sort(Joined.Absent);
  return Joined;
}

} // namespace nplus1
