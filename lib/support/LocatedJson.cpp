#include "support/LocatedJson.h"

#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"

#include <algorithm>

using nlohmann::json;

namespace nplus1 {

llvm::Error locatedError(const SourcePoint &At, const llvm::Twine &Message) {
  std::string Place = At.File;
  if (At.Line)
    Place += ":" + std::to_string(At.Line) + ":" + std::to_string(At.Column);
  return llvm::createStringError(Place + ": " + Message);
}

/// Builds the values bottom-up: a container is made when it is closed, from
/// children that do not move afterwards, which is why their addresses can be
/// keys of the table of places. nlohmann's callbacks carry no positions; since
/// they come in the order of the text, a cursor that steps over the same tokens
/// provides them.
class LocatedJsonBuilder : public nlohmann::json_sax<json> {
public:
  LocatedJsonBuilder(std::string_view Text, LocatedJson &Out, unsigned MaxDepth)
      : Text(Text), Out(Out), MaxDepth(MaxDepth) {
    if (Text.starts_with("\xEF\xBB\xBF"))
      Cursor = 3;
  }

  std::string Problem;
  uint32_t ProblemOffset = 0;

  bool null() override { return scalar(nullptr); }
  bool boolean(bool Value) override { return scalar(Value); }
  bool number_integer(number_integer_t Value) override { return scalar(Value); }
  bool number_unsigned(number_unsigned_t Value) override { return scalar(Value); }
  bool number_float(number_float_t Value, const string_t &) override { return scalar(Value); }
  bool string(string_t &Value) override { return scalar(std::move(Value)); }
  bool binary(binary_t &) override { return false; } // textual JSON has none
  bool start_object(std::size_t) override { return open(); }
  bool start_array(std::size_t) override { return open(); }

  bool key(string_t &Value) override {
    KeyOffset = takeToken().Offset;
    Key = std::move(Value);
    return true;
  }

  bool end_object() override {
    json Object = json::object();
    auto &Members = Object.get_ref<json::object_t &>();
    for (Child &C : Stack.back().Children) {
      auto [At, IsNew] = Members.emplace(std::move(C.Key), std::move(C.Value));
      if (!IsNew)
        return fail(C.Place.KeyOffset, "key '" + At->first + "' is written twice");
      Out.Places[&At->second] = C.Place;
    }
    return close(std::move(Object));
  }

  bool end_array() override {
    json Array = json::array();
    auto &Items = Array.get_ref<json::array_t &>();
    Items.reserve(Stack.back().Children.size());
    for (Child &C : Stack.back().Children) {
      Items.push_back(std::move(C.Value));
      Out.Places[&Items.back()] = C.Place;
    }
    return close(std::move(Array));
  }

  bool parse_error(std::size_t Position, const std::string &,
                   const nlohmann::detail::exception &Error) override {
    // what() is "[json.exception.…] parse error at line 1, column 2: syntax error
    // while parsing value - unexpected …; expected …": the end is what helps. It
    // may quote bytes of the text, which need not be printable.
    llvm::StringRef Message = Error.what();
    Message = Message.substr(Message.find(": ") + 2);
    if (auto Dash = Message.find(" - "); Dash != llvm::StringRef::npos)
      Message = Message.substr(Dash + 3);
    auto [Reason, Rest] = Message.split("; last read: ");
    std::string Sentence = Reason.str();
    if (auto Expected = Rest.rfind("; expected "); Expected != llvm::StringRef::npos)
      Sentence += Rest.substr(Expected).str();
    return fail(Position ? Position - 1 : 0, "not valid JSON: " + Sentence);
  }

private:
  struct Child {
    std::string Key;
    json Value;
    LocatedJson::Place Place;
  };
  struct Container {
    std::string Key;
    LocatedJson::Place Place;
    std::vector<Child> Children;
  };

  bool fail(size_t Offset, std::string Message) {
    ProblemOffset = uint32_t(std::min(Offset, Text.size()));
    Problem = std::move(Message);
    return false;
  }

  uint32_t nextToken() {
    Cursor = std::min(Text.find_first_not_of(" \t\r\n,:", Cursor), Text.size());
    return uint32_t(Cursor);
  }

  void skipToken() {
    if (Text[Cursor] == '"') {
      for (++Cursor; Text[Cursor] != '"'; ++Cursor)
        if (Text[Cursor] == '\\')
          ++Cursor;
      ++Cursor;
    } else if (std::string_view("{}[]").find(Text[Cursor]) != std::string_view::npos) {
      ++Cursor;
    } else {
      Cursor = std::min(Text.find_first_of(" \t\r\n,:{}[]\"", Cursor + 1), Text.size());
    }
  }

  LocatedJson::Place takeToken() {
    uint32_t Begin = nextToken();
    skipToken();
    return {Begin, std::exchange(KeyOffset, std::nullopt).value_or(Begin)};
  }

  bool add(std::string ItsKey, json Value, LocatedJson::Place Place) {
    if (!Stack.empty()) {
      Stack.back().Children.push_back({std::move(ItsKey), std::move(Value), Place});
      return true;
    }
    Out.Root = std::make_unique<json>(std::move(Value));
    Out.Places[Out.Root.get()] = Place;
    return true;
  }

  bool scalar(json Value) {
    auto Place = takeToken();
    return add(std::exchange(Key, {}), std::move(Value), Place);
  }

  bool open() {
    auto Place = takeToken();
    if (Stack.size() >= MaxDepth)
      return fail(Place.Offset, "nested deeper than " + std::to_string(MaxDepth) + " levels");
    Stack.push_back({std::exchange(Key, {}), Place, {}});
    return true;
  }

  bool close(json Value) {
    nextToken();
    skipToken();
    Container Closed = std::move(Stack.back());
    Stack.pop_back();
    return add(std::move(Closed.Key), std::move(Value), Closed.Place);
  }

  std::string_view Text;
  LocatedJson &Out;
  unsigned MaxDepth;
  size_t Cursor = 0;
  std::string Key;
  std::optional<uint32_t> KeyOffset;
  std::vector<Container> Stack;
};

SourcePoint LocatedJson::pointAt(uint32_t Offset) const {
  auto Next = std::upper_bound(LineStarts.begin(), LineStarts.end(), Offset);
  uint32_t Line = uint32_t(Next - LineStarts.begin());
  return {FileName, Line, Offset - *std::prev(Next) + 1, Offset};
}

SourcePoint LocatedJson::placeOf(const json &Value) const {
  auto Found = Places.find(&Value);
  return Found == Places.end() ? SourcePoint{FileName} : pointAt(Found->second.Offset);
}

SourcePoint LocatedJson::placeOfKey(const json &Member) const {
  auto Found = Places.find(&Member);
  return Found == Places.end() ? SourcePoint{FileName} : pointAt(Found->second.KeyOffset);
}

static llvm::Error tooLarge(const std::string &FileName, const JsonLimits &Limits) {
  return locatedError({FileName}, "larger than " + llvm::Twine(Limits.MaxBytes >> 20) +
                                      " MiB, the limit; make it smaller");
}

llvm::Expected<LocatedJson> LocatedJson::parse(std::string_view Text, const std::string &FileName,
                                               const JsonLimits &Limits) {
  if (Text.size() > Limits.MaxBytes)
    return tooLarge(FileName, Limits);
  LocatedJson Result;
  Result.FileName = FileName;
  Result.LineStarts.push_back(0);
  for (size_t At = Text.find('\n'); At != Text.npos; At = Text.find('\n', At + 1))
    Result.LineStarts.push_back(uint32_t(At + 1));
  LocatedJsonBuilder Builder(Text, Result, Limits.MaxDepth);
  if (!json::sax_parse(Text, &Builder))
    return locatedError(Result.pointAt(Builder.ProblemOffset), Builder.Problem);
  return Result;
}

llvm::Expected<LocatedJson> LocatedJson::read(const std::string &Path, const JsonLimits &Limits) {
  llvm::sys::fs::file_status Status;
  std::error_code Code = llvm::sys::fs::status(Path, Status);
  if (Code)
    return locatedError({Path}, "cannot read it: " + Code.message());
  // A device never ends, so its size cannot be checked while reading it.
  if (Status.type() != llvm::sys::fs::file_type::regular_file)
    return locatedError({Path}, "cannot read it: not a regular file; name a file with the text");
  if (Status.getSize() > Limits.MaxBytes)
    return tooLarge(Path, Limits);
  auto Buffer = llvm::MemoryBuffer::getFile(Path, /*IsText=*/false,
                                            /*RequiresNullTerminator=*/false);
  if (!Buffer)
    return locatedError({Path}, "cannot read it: " + Buffer.getError().message());
  llvm::StringRef Text = (*Buffer)->getBuffer();
  return parse({Text.data(), Text.size()}, Path, Limits);
}

} // namespace nplus1
