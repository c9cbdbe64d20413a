#include "fix/EditedFile.h"

#include "clang/Tooling/Core/Replacement.h"
#include "llvm/ADT/STLExtras.h"

#include <algorithm>

namespace nplus1 {

using clang::tooling::Replacement;
using clang::tooling::Replacements;

ByteRange bytesBefore(const EditedFile &File, ByteRange Now) {
  // So many bytes are more behind an edit than before it.
  int64_t Grown = 0;
  ByteRange Was = Now;
  bool Begun = false;
  for (const TextEdit &Edit : File.Edits) {
    int64_t From = Edit.Offset + Grown, To = From + int64_t(Edit.Text.size());
    if (From > Now.End)
      break;
    if (!Begun && To >= Now.Begin) {
      Begun = true;
      Was.Begin = From <= Now.Begin ? Edit.Offset : uint32_t(Now.Begin - Grown);
    }
    Grown += int64_t(Edit.Text.size()) - Edit.Length;
    Was.End = To >= Now.End ? Edit.end() : uint32_t(Now.End - Grown);
  }
  if (!Begun)
    return {uint32_t(Now.Begin - Grown), uint32_t(Now.End - Grown)};
  return Was;
}

static Replacements replacementsOf(const EditedFile &File) {
  Replacements All;
  for (const TextEdit &Edit : File.Edits)
    llvm::cantFail(All.add(Replacement(File.Path, Edit.Offset, Edit.Length, Edit.Text)));
  return All;
}

static void append(EditedFile &First, const EditedFile &Then) {
  Replacements All = replacementsOf(First).merge(replacementsOf(Then));
  First.Edits.clear();
  for (const Replacement &R : All) {
    if (!First.Edits.empty() && First.Edits.back().end() == R.getOffset()) {
      First.Edits.back().Length += R.getLength();
      First.Edits.back().Text += R.getReplacementText();
    } else {
      First.Edits.push_back({R.getOffset(), R.getLength(), R.getReplacementText().str()});
    }
  }
  First.After = Then.After;
  if (First.FormatProblem.empty())
    First.FormatProblem = Then.FormatProblem;
}

EditedFiles composed(EditedFiles First, const EditedFiles &Then) {
  for (const EditedFile &File : Then) {
    auto Known =
        llvm::find_if(First, [&](const EditedFile &Other) { return Other.Path == File.Path; });
    if (Known == First.end())
      First.push_back(File);
    else
      append(*Known, File);
  }
  llvm::erase_if(First, [](const EditedFile &File) { return File.Before == File.After; });
  llvm::sort(First, [](const EditedFile &A, const EditedFile &B) { return A.Path < B.Path; });
  return First;
}

} // namespace nplus1
