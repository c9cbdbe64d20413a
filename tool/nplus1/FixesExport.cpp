#include "FixesExport.h"

#include "report/Outputs.h"
#include "report/ReplacementsExport.h"

namespace nplus1::cli {

void addExportFixes(CLI::App &Command, std::string &File) {
  Command
      .add_option("--export-fixes", File,
                  "Write the edits of the safe fixes to this file, for clang-apply-replacements")
      ->type_name("FILE")
      ->check(CLI::Validator(
          [](std::string &Written) { return llvm::toString(checkOutputFile(Written)); }, ""));
}

llvm::Error exportFixes(const EditedFiles &Files, const std::string &File) {
  auto Failed = llvm::writeToOutput(File, [&](llvm::raw_ostream &OS) {
    writeReplacements(Files, OS);
    return llvm::Error::success();
  });
  if (Failed)
    return llvm::createStringError("cannot write " + File + ": " +
                                   llvm::toString(std::move(Failed)) +
                                   "; the fixes were not exported");
  return llvm::Error::success();
}

} // namespace nplus1::cli
