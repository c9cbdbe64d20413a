//===- FuzzFile.h - Bytes as a file with a name -----------------------------===//
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <sys/mman.h>
#include <unistd.h>

namespace nplus1 {

/// Makes \p Size bytes readable under a path while this lives, without a disk.
class FuzzFile {
public:
  FuzzFile(const uint8_t *Data, size_t Size) : Fd(memfd_create("fuzz", MFD_CLOEXEC)) {
    while (Size) {
      ssize_t Written = write(Fd, Data, Size);
      if (Written <= 0)
        break;
      Data += Written;
      Size -= Written;
    }
  }
  FuzzFile(const FuzzFile &) = delete;
  ~FuzzFile() { close(Fd); }

  std::string path() const { return "/proc/self/fd/" + std::to_string(Fd); }

private:
  int Fd;
};

} // namespace nplus1

/// What each fuzz target defines: must return, whatever the bytes.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t *Data, size_t Size);
