//===- ByteStream.h - Values to bytes and back ----------------------------===//
//
// A writer and a reader with one interface, so that one function describes a
// structure in both directions. Integers take as many bytes as they need.
// Reading never fails midway: a reader that met something impossible gives
// zeros from then on and says so at the end.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "llvm/ADT/StringRef.h"

#include <concepts>
#include <cstdint>
#include <string>
#include <vector>

namespace nplus1 {

class ByteWriter {
public:
  static constexpr bool Reading = false;

  void number(uint64_t Value) {
    for (; Value >= 0x80; Value >>= 7)
      Bytes.push_back(char(Value | 0x80));
    Bytes.push_back(char(Value));
  }
  void text(const std::string &Text) {
    number(Text.size());
    Bytes += Text;
  }
  /// Says how many items follow.
  template <typename Item> void count(const std::vector<Item> &Items, size_t = 1) {
    number(Items.size());
  }

  std::string take() { return std::move(Bytes); }

private:
  std::string Bytes;
};

class ByteReader {
public:
  static constexpr bool Reading = true;

  explicit ByteReader(llvm::StringRef Bytes) : Rest(Bytes) {}

  template <std::unsigned_integral Number> void number(Number &Value) {
    uint64_t Wide = 0;
    for (unsigned Shift = 0; Shift < 64; Shift += 7) {
      if (Rest.empty())
        break;
      uint8_t Byte = Rest.front();
      Rest = Rest.drop_front();
      Wide |= uint64_t(Byte & 0x7f) << Shift;
      if (Byte & 0x80)
        continue;
      Value = Number(Wide);
      require(Value == Wide);
      return;
    }
    Value = 0;
    require(false);
  }
  void text(std::string &Text) {
    uint64_t Size;
    number(Size);
    require(Size <= Rest.size());
    Text = Rest.take_front(Damaged ? 0 : Size).str();
    Rest = Rest.drop_front(Text.size());
  }
  /// Makes room for the items that follow. Each takes at least \p LeastBytes, which
  /// bounds what a damaged number can ask for.
  template <typename Item> void count(std::vector<Item> &Items, size_t LeastBytes = 1) {
    uint64_t Size;
    number(Size);
    require(Size <= Rest.size() / LeastBytes);
    Items.resize(Damaged ? 0 : Size);
  }

  /// Notes that the bytes make no sense if \p Holds is false.
  void require(bool Holds) {
    if (Holds)
      return;
    Damaged = true;
    Rest = {};
  }

  /// Whether everything was read and made sense.
  bool isWhole() const { return !Damaged && Rest.empty(); }
  bool isDamaged() const { return Damaged; }

private:
  llvm::StringRef Rest;
  bool Damaged = false;
};

} // namespace nplus1
