#include "support/Pipe.h"

#include <cerrno>
#include <unistd.h>

namespace nplus1 {

/// Calls read or write until all of \p Size bytes are through.
template <typename Transfer, typename Pointer>
static bool transferAll(Transfer Call, int Fd, Pointer Data, size_t Size) {
  while (Size) {
    ssize_t Done = Call(Fd, Data, Size);
    if (Done < 0 && errno == EINTR)
      continue;
    if (Done <= 0)
      return false;
    Data += Done;
    Size -= Done;
  }
  return true;
}

bool writeAll(int Fd, llvm::StringRef Bytes) {
  return transferAll(write, Fd, Bytes.data(), Bytes.size());
}

bool readAll(int Fd, char *Bytes, size_t Size) { return transferAll(read, Fd, Bytes, Size); }

bool writeMessage(int Fd, llvm::StringRef Bytes) {
  uint64_t Size = Bytes.size();
  return writeAll(Fd, {reinterpret_cast<const char *>(&Size), sizeof Size}) && writeAll(Fd, Bytes);
}

std::optional<std::string> readMessage(int Fd) {
  uint64_t Size;
  if (!readAll(Fd, reinterpret_cast<char *>(&Size), sizeof Size))
    return std::nullopt;
  std::string Bytes(Size, '\0');
  if (!readAll(Fd, Bytes.data(), Size))
    return std::nullopt;
  return Bytes;
}

} // namespace nplus1
