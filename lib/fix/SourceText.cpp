#include "fix/SourceText.h"

namespace nplus1 {

uint32_t byteOrderMarkSize(llvm::StringRef Content) {
  return Content.starts_with("\xEF\xBB\xBF") ? 3 : 0;
}

bool hasCrlf(llvm::StringRef Content) { return Content.count("\r\n") * 2 > Content.count('\n'); }

std::string withLineEnds(llvm::StringRef Text, bool Crlf) {
  std::string Result;
  for (size_t I = 0; I < Text.size(); ++I) {
    if (Text[I] == '\r' && I + 1 < Text.size() && Text[I + 1] == '\n')
      continue;
    if (Text[I] == '\n' && Crlf)
      Result += '\r';
    Result += Text[I];
  }
  return Result;
}

size_t lineStart(llvm::StringRef Content, size_t Offset) {
  size_t Newline = Content.take_front(Offset).rfind('\n');
  return Newline == llvm::StringRef::npos ? 0 : Newline + 1;
}

size_t lineEnd(llvm::StringRef Content, size_t Offset) {
  size_t Newline = Content.find('\n', Offset);
  if (Newline == llvm::StringRef::npos)
    return Content.size();
  bool Crlf = Newline > Offset && Content[Newline - 1] == '\r';
  return Crlf ? Newline - 1 : Newline;
}

llvm::StringRef indentation(llvm::StringRef Content, size_t Offset) {
  llvm::StringRef Line = Content.drop_front(lineStart(Content, Offset));
  return Line.take_while([](char C) { return C == ' ' || C == '\t'; });
}

} // namespace nplus1
