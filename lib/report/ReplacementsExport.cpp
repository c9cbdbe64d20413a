#include "report/ReplacementsExport.h"

#include "clang/Tooling/ReplacementsYaml.h"

namespace nplus1 {

void writeReplacements(const EditedFiles &Files, llvm::raw_ostream &OS) {
  clang::tooling::TranslationUnitReplacements Document;
  if (!Files.empty())
    Document.MainSourceFile = Files.front().Path;
  for (const EditedFile &File : Files)
    for (const TextEdit &Edit : File.Edits)
      Document.Replacements.emplace_back(File.Path, Edit.Offset, Edit.Length, Edit.Text);
  llvm::yaml::Output Yaml(OS);
  Yaml << Document;
}

} // namespace nplus1
