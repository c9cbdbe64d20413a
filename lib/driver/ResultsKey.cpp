#include "driver/ResultsKey.h"

#include "driver/FactsCodec.h"
#include "finding/ToolVersion.h"
#include "support/ByteStream.h"

#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"

using namespace llvm;

namespace nplus1 {

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

  for (const Profile &P : Profiles) {
    Key.text(P.Name);
    // What a profile of a file builds upon is not known here.
    if (StringRef(P.Extends).ends_with(".json"))
      return {};
    if (!sys::fs::is_regular_file(P.DefinedAt.File))
      continue; // built in
    auto Text = MemoryBuffer::getFile(P.DefinedAt.File);
    if (!Text)
      return {};
    Key.text((*Text)->getBuffer().str());
  }
  return Key.take();
}

} // namespace nplus1
