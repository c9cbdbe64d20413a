#include "Commands.h"

#include "finding/ToolVersion.h"

#include "llvm/Support/raw_ostream.h"

namespace nplus1::cli {

void addVersion(CLI::App &App, int &Status) {
  auto *Command = App.add_subcommand("version", "Print the versions of nplus1 and of its Clang");
  Command->callback([&Status] {
    llvm::outs() << "nplus1 " << toolVersion() << " (Clang " << clangVersion() << ")\n";
    Status = Clean;
  });
}

} // namespace nplus1::cli
