#include "report/Markup.h"

#include "llvm/Support/JSON.h"

namespace nplus1 {

std::string escapeMarkup(llvm::StringRef Text) {
  std::string Out;
  std::string Valid = llvm::json::isUTF8(Text) ? Text.str() : llvm::json::fixUTF8(Text);
  for (char C : Valid) {
    switch (C) {
    case '&':
      Out += "&amp;";
      break;
    case '<':
      Out += "&lt;";
      break;
    case '>':
      Out += "&gt;";
      break;
    case '"':
      Out += "&quot;";
      break;
    case '\'':
      Out += "&apos;";
      break;
    case '\t':
    case '\n':
    case '\r':
      Out += C;
      break;
    default:
      if (static_cast<unsigned char>(C) < 0x20)
        Out += "\xEF\xBF\xBD";
      else
        Out += C;
    }
  }
  return Out;
}

} // namespace nplus1
