#include "driver/ResultsKey.h"

#include "driver/FactsCodec.h"
#include "finding/ToolVersion.h"
#include "support/ByteStream.h"

#include "llvm/Support/FileSystem.h"

#include <cstdlib>

using namespace llvm;

namespace nplus1 {

/// Where Clang looks for headers and libraries beyond what the command says, as the compiler
/// does that the command is for; and what it takes the time for.
constexpr const char *Variables[] = {"CPATH",
                                     "C_INCLUDE_PATH",
                                     "CPLUS_INCLUDE_PATH",
                                     "OBJC_INCLUDE_PATH",
                                     "OBJCPLUS_INCLUDE_PATH",
                                     "COMPILER_PATH",
                                     "GCC_EXEC_PREFIX",
                                     "SDKROOT",
                                     "SOURCE_DATE_EPOCH"};

std::string profilesKey(std::span<const Profile> Profiles) {
  ByteWriter Key;
  for (const Profile &P : Profiles) {
    Key.text(P.Name);
    Key.number(P.SourceDigest);
  }
  return Key.take();
}

std::string resultsKey(std::span<const Profile> Profiles, std::string Program) {
  ByteWriter Key;
  Key.number(FactsFormat);
  Key.text(std::string(toolVersion()));
  Key.text(std::string(clangVersion()));
  // Two builds of one version differ, too, for those who work on the program.
  static int Anchor;
  if (Program.empty())
    Program = sys::fs::getMainExecutable("nplus1", &Anchor);
  sys::fs::file_status Status;
  if (sys::fs::status(Program, Status))
    return {};
  Key.number(Status.getSize());
  Key.number(uint64_t(Status.getLastModificationTime().time_since_epoch().count()));
  Key.text(profilesKey(Profiles));
  for (const char *Variable : Variables) {
    const char *Value = std::getenv(Variable);
    Key.number(Value != nullptr);
    Key.text(Value ? Value : "");
  }
  return Key.take();
}

} // namespace nplus1
