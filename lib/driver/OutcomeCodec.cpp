#include "driver/OutcomeCodec.h"

#include "driver/FactsCodec.h"

namespace nplus1 {

void encodeLookups(ByteWriter &Bytes, const Lookups &Seen) {
  for (const auto *Inputs : {&Seen.Files, &Seen.Folders, &Seen.Places}) {
    Bytes.count(*Inputs);
    for (const auto &[Path, Digest] : *Inputs) {
      Bytes.text(Path);
      Bytes.number(Digest);
    }
  }
  Bytes.count(Seen.Absent);
  for (const std::string &Path : Seen.Absent)
    Bytes.text(Path);
}

void decodeLookups(ByteReader &Bytes, Lookups &Seen) {
  for (auto *Inputs : {&Seen.Files, &Seen.Folders, &Seen.Places}) {
    Bytes.count(*Inputs, 2);
    for (auto &[Path, Digest] : *Inputs) {
      Bytes.text(Path);
      Bytes.number(Digest);
    }
  }
  Bytes.count(Seen.Absent);
  for (std::string &Path : Seen.Absent)
    Bytes.text(Path);
}

std::string encodeOutcome(const UnitOutcome &Outcome) {
  const auto &[Judged, Facts, Errors, ErrorPlaces, Problem, MissingHeaders, Seen, Declarations] =
      Outcome;
  ByteWriter Bytes;
  Bytes.number(uint64_t(Judged));
  Bytes.text(encodeFacts(Facts));
  Bytes.number(Errors);
  Bytes.count(ErrorPlaces);
  for (const std::vector<SourcePoint> &Places : ErrorPlaces) {
    Bytes.count(Places);
    for (const auto &[File, Line, Column, Offset] : Places) {
      Bytes.text(File);
      Bytes.number(Line);
      Bytes.number(Column);
      Bytes.number(Offset);
    }
  }
  Bytes.text(Problem);
  Bytes.count(MissingHeaders);
  for (const std::string &Header : MissingHeaders)
    Bytes.text(Header);
  encodeLookups(Bytes, Seen);
  Bytes.count(Declarations);
  for (const auto &[Usr, Name, Defined, Virtual, Member, Headers] : Declarations) {
    Bytes.text(Usr);
    Bytes.text(Name);
    Bytes.number(Defined);
    Bytes.number(Virtual);
    Bytes.number(Member);
    Bytes.count(Headers);
    for (const std::string &Header : Headers)
      Bytes.text(Header);
  }
  return Bytes.take();
}

std::optional<UnitOutcome> decodeOutcome(llvm::StringRef Encoded) {
  UnitOutcome Outcome;
  auto &[Judged, Facts, Errors, ErrorPlaces, Problem, MissingHeaders, Seen, Declarations] = Outcome;
  ByteReader Bytes(Encoded);
  uint8_t Verdict;
  std::string EncodedFacts;
  Bytes.number(Verdict);
  Bytes.require(Verdict <= uint8_t(UnitOutcome::Verdict::Irrelevant));
  Judged = UnitOutcome::Verdict(Verdict);
  Bytes.text(EncodedFacts);
  Bytes.number(Errors);
  Bytes.count(ErrorPlaces);
  for (std::vector<SourcePoint> &Places : ErrorPlaces) {
    Bytes.count(Places, 4);
    for (auto &[File, Line, Column, Offset] : Places) {
      Bytes.text(File);
      Bytes.number(Line);
      Bytes.number(Column);
      Bytes.number(Offset);
    }
  }
  Bytes.text(Problem);
  Bytes.count(MissingHeaders);
  for (std::string &Header : MissingHeaders)
    Bytes.text(Header);
  decodeLookups(Bytes, Seen);
  Bytes.count(Declarations, 6);
  for (auto &[Usr, Name, Defined, Virtual, Member, Headers] : Declarations) {
    Bytes.text(Usr);
    Bytes.text(Name);
    for (bool *Flag : {&Defined, &Virtual, &Member}) {
      uint8_t Set;
      Bytes.number(Set);
      Bytes.require(Set <= 1);
      *Flag = Set;
    }
    Bytes.count(Headers);
    for (std::string &Header : Headers)
      Bytes.text(Header);
  }
  auto Decoded = decodeFacts(EncodedFacts);
  if (!Bytes.isWhole() || !Decoded)
    return std::nullopt;
  Facts = std::move(*Decoded);
  return Outcome;
}

std::string encodeFiles(const UnitFiles &Files) {
  const auto &[Seen, OrmHeader, Defines, Problem] = Files;
  ByteWriter Bytes;
  Bytes.text(OrmHeader);
  Bytes.count(Defines.Hashes);
  for (uint32_t Hash : Defines.Hashes)
    Bytes.number(Hash);
  Bytes.text(Problem);
  encodeLookups(Bytes, Seen);
  return Bytes.take();
}

std::optional<UnitFiles> decodeFiles(llvm::StringRef Encoded) {
  UnitFiles Files;
  auto &[Seen, OrmHeader, Defines, Problem] = Files;
  ByteReader Bytes(Encoded);
  Bytes.text(OrmHeader);
  Bytes.count(Defines.Hashes);
  for (uint32_t &Hash : Defines.Hashes)
    Bytes.number(Hash);
  Bytes.text(Problem);
  decodeLookups(Bytes, Seen);
  if (!Bytes.isWhole())
    return std::nullopt;
  return Files;
}

} // namespace nplus1
