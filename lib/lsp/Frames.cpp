#include "lsp/Frames.h"

#include "llvm/ADT/StringExtras.h"

using llvm::StringRef;

namespace nplus1::lsp {

static constexpr StringRef LengthField = "content-length:";
/// Beyond this there is no header, whatever it is.
static constexpr size_t LongestHeader = 8192;

std::string frame(StringRef Body) {
  return ("Content-Length: " + llvm::Twine(Body.size()) + "\r\n\r\n" + Body).str();
}

/// Where the blank line after a header is, and how long; npos if there is none.
static std::pair<size_t, size_t> headerEnd(StringRef Text) {
  Text = Text.take_front(LongestHeader);
  size_t Windows = Text.find("\r\n\r\n"), Unix = Text.find("\n\n");
  return Windows < Unix ? std::pair<size_t, size_t>{Windows, 4}
                        : std::pair<size_t, size_t>{Unix, 2};
}

void FrameReader::feed(StringRef Bytes) {
  const size_t Skipped = std::min(ToSkip, Bytes.size());
  ToSkip -= Skipped;
  Buffer += Bytes.drop_front(Skipped);
}

std::optional<std::string> FrameReader::next(const char *&Broken) {
  static constexpr const char *BadHeader = "the header of a message cannot be read";
  while (true) {
    auto [End, Gap] = headerEnd(Buffer);
    if (End == StringRef::npos) {
      if (Buffer.size() < LongestHeader)
        return std::nullopt;
      // The last bytes may be the beginning of a header.
      Buffer.erase(0, LongestHeader - LengthField.size());
      Broken = BadHeader;
      continue;
    }
    StringRef Header = StringRef(Buffer).take_front(End);
    // What is left of a broken message may stand right before the field.
    size_t Field = Header.rfind_insensitive(LengthField);
    size_t Length = 0;
    if (Field == StringRef::npos ||
        Header.drop_front(Field + LengthField.size())
            .split('\n')
            .first.trim()
            .getAsInteger(10, Length) ||
        Length > LongestSkip) {
      Broken = BadHeader;
      Buffer.erase(0, End + Gap);
      continue;
    }
    if (Length > LongestBody) {
      Broken = "a message of more than 64 MB was passed over; what it was about is not analysed";
      ToSkip = Length;
      std::string Rest = Buffer.substr(End + Gap);
      Buffer.clear();
      feed(Rest);
      continue;
    }
    if (Buffer.size() - End - Gap < Length)
      return std::nullopt;
    std::string Body = Buffer.substr(End + Gap, Length);
    Buffer.erase(0, End + Gap + Length);
    return Body;
  }
}

void FrameReader::resumeInside(StringRef Body) {
  if (size_t Field = Body.find_insensitive(LengthField); Field != StringRef::npos)
    Buffer.insert(0, Body.substr(Field).str());
}

} // namespace nplus1::lsp
