#include "fix/ExportReplacements.h"

#include "clang/Tooling/ReplacementsYaml.h"
#include "llvm/Support/YAMLTraits.h"
#include "llvm/Support/raw_ostream.h"

namespace nplus1 {

std::string exportReplacements(const EditedFiles &Files, const std::string &MainFile) {
  clang::tooling::TranslationUnitReplacements Document;
  Document.MainSourceFile = MainFile;
  for (const EditedFile &File : Files)
    for (const TextEdit &Edit : File.Edits)
      Document.Replacements.emplace_back(File.Path, Edit.Offset, Edit.Length, Edit.Text);

  std::string Text;
  llvm::raw_string_ostream Stream(Text);
  llvm::yaml::Output Yaml(Stream);
  Yaml << Document;
  return Text;
}

} // namespace nplus1
