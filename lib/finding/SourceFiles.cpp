#include "finding/SourceFiles.h"

#include "llvm/ADT/STLExtras.h"

#include <algorithm>

namespace nplus1 {

SourceFiles::SourceFiles(llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> Files)
    : FileSystem(Files ? std::move(Files) : llvm::vfs::getRealFileSystem()) {}

SourceFiles::File &SourceFiles::open(llvm::StringRef Path) {
  auto [It, Inserted] = Opened.try_emplace(Path);
  File &F = It->second;
  if (!Inserted || Path.empty())
    return F;
  auto Buffer = FileSystem->getBufferForFile(Path);
  if (!Buffer)
    return F;
  F.Buffer = std::move(*Buffer);
  llvm::StringRef Text = F.Buffer->getBuffer();
  if (!Text.empty())
    F.LineStarts.push_back(0);
  for (size_t I = 0; I + 1 < Text.size(); ++I)
    if (Text[I] == '\n')
      F.LineStarts.push_back(I + 1);
  return F;
}

llvm::StringRef SourceFiles::text(llvm::StringRef Path) {
  File &F = open(Path);
  return F.Buffer ? F.Buffer->getBuffer() : llvm::StringRef();
}

llvm::StringRef SourceFiles::line(llvm::StringRef Path, unsigned Number) {
  File &F = open(Path);
  if (Number == 0 || Number > F.LineStarts.size())
    return {};
  llvm::StringRef Rest = F.Buffer->getBuffer().drop_front(F.LineStarts[Number - 1]);
  return Rest.take_until([](char C) { return C == '\n'; }).rtrim('\r');
}

SourcePoint SourceFiles::pointAt(llvm::StringRef Path, uint32_t Offset) {
  File &F = open(Path);
  if (!F.Buffer || Offset > F.Buffer->getBufferSize())
    return {};
  auto After = llvm::upper_bound(F.LineStarts, Offset);
  uint32_t Line = After - F.LineStarts.begin();
  uint32_t Start = Line ? F.LineStarts[Line - 1] : 0;
  if (Offset == F.Buffer->getBufferSize() && F.Buffer->getBuffer().ends_with("\n"))
    return {Path.str(), Line + 1, 1, Offset};
  return {Path.str(), std::max(Line, 1u), Offset - Start + 1, Offset};
}

unsigned SourceFiles::lineCount(llvm::StringRef Path) { return open(Path).LineStarts.size(); }

llvm::StringRef SourceFiles::textOf(const SourceRange &Range) {
  llvm::StringRef Text = text(Range.Begin.File);
  if (!Range.isValid() || Range.EndOffset > Text.size() || Range.Begin.Offset > Range.EndOffset)
    return {};
  return Text.slice(Range.Begin.Offset, Range.EndOffset);
}

} // namespace nplus1
