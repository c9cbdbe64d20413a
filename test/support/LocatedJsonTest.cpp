#include "support/LocatedJson.h"
#include "support/TempFolder.h"

#include <gmock/gmock.h>

using namespace nplus1;
using nlohmann::json;
using testing::HasSubstr;

namespace {

LocatedJson parsed(std::string_view Text) {
  auto Json = LocatedJson::parse(Text, "a.json");
  if (!Json) {
    ADD_FAILURE() << llvm::toString(Json.takeError());
    return llvm::cantFail(LocatedJson::parse("null", "a.json"));
  }
  return std::move(*Json);
}

std::string parseErrorOf(std::string_view Text, const JsonLimits &Limits = {}) {
  auto Json = LocatedJson::parse(Text, "a.json", Limits);
  return Json ? "no error" : llvm::toString(Json.takeError());
}

std::string at(const SourcePoint &P) {
  return std::to_string(P.Line) + ":" + std::to_string(P.Column);
}

TEST(LocatedJson, HoldsWhatTheTextSays) {
  const char *Text = R"({"a": [1, -2, 2.5, true, null, "x\"\\y", {}], "b": {"c": []}})";
  EXPECT_EQ(parsed(Text).root(), json::parse(Text));
}

TEST(LocatedJson, KnowsEveryPlace) {
  LocatedJson J =
      parsed("{\n  \"a\\\"\" : [1,  {\"b\":\ttrue}],\n \"c\": \"\xC3\xA4\", \"d\": -1}\n");
  LocatedJson Moved = std::move(J);
  const json &Root = Moved.root();
  EXPECT_EQ(at(Moved.placeOf(Root)), "1:1");
  EXPECT_EQ(at(Moved.placeOfKey(Root["a\""])), "2:3");
  EXPECT_EQ(at(Moved.placeOf(Root["a\""])), "2:11");
  EXPECT_EQ(at(Moved.placeOf(Root["a\""][0])), "2:12");
  EXPECT_EQ(at(Moved.placeOfKey(Root["a\""][0])), "2:12") << "no key: the value";
  EXPECT_EQ(at(Moved.placeOf(Root["a\""][1])), "2:16");
  EXPECT_EQ(at(Moved.placeOf(Root["a\""][1]["b"])), "2:22");
  EXPECT_EQ(at(Moved.placeOf(Root["c"])), "3:7");
  EXPECT_EQ(at(Moved.placeOfKey(Root["d"])), "3:13") << "columns are bytes";
  EXPECT_EQ(Moved.placeOf(Root["d"]).Offset, 48u);
  EXPECT_EQ(Moved.placeOf(json(1)).Line, 0u) << "not a value of the text";
}

TEST(LocatedJson, AllPlacesPointAtTheirValue) {
  std::string Text = "\xEF\xBB\xBF[";
  for (int I = 0; I < 1000; ++I)
    Text += (I ? ",\n{\"k\":" : "{\"k\":") + std::to_string(I) + ",\"s\":[\"v" + std::to_string(I) +
            "\"]}";
  Text += "]";
  LocatedJson J = parsed(Text);
  for (int I = 0; I < 1000; ++I) {
    const json &Item = J.root()[I];
    std::string Number = std::to_string(I), Quoted = "\"v" + Number + "\"";
    EXPECT_EQ(Text.substr(J.placeOf(Item["k"]).Offset, Number.size()), Number);
    EXPECT_EQ(Text.substr(J.placeOf(Item["s"][0]).Offset, Quoted.size()), Quoted);
    EXPECT_EQ(J.placeOf(Item).Line, unsigned(I + 1));
  }
}

TEST(LocatedJson, SaysWhereASyntaxErrorIs) {
  EXPECT_EQ(parseErrorOf("{\"a\": 1,\n \"b\" 2}"),
            "a.json:2:6: not valid JSON: unexpected number literal; expected ':'");
  EXPECT_THAT(parseErrorOf("{\"a\": 1,\n}"),
              HasSubstr("a.json:2:1: not valid JSON: unexpected '}'"));
  EXPECT_THAT(parseErrorOf(""), HasSubstr("a.json:1:1: not valid JSON: unexpected end of input"));
  EXPECT_THAT(parseErrorOf("[1] 2"), HasSubstr("a.json:1:5: not valid JSON"));
  EXPECT_THAT(parseErrorOf("// comment\n1"),
              HasSubstr("a.json:1:1: not valid JSON: invalid literal"));
}

TEST(LocatedJson, RefusesBytesThatAreNotUtf8WithoutPrintingThem) {
  std::string Message = parseErrorOf("[\"\xFF\xFE\"]");
  EXPECT_THAT(Message, HasSubstr("not valid JSON: invalid string: ill-formed UTF-8 byte"));
  for (unsigned char C : Message)
    EXPECT_TRUE(C >= 0x20 && C < 0x7F) << Message;
}

TEST(LocatedJson, RefusesAKeyWrittenTwice) {
  EXPECT_EQ(parseErrorOf("{\"a\": 1,\n\"a\": 2}"), "a.json:2:1: key 'a' is written twice");
}

TEST(LocatedJson, RefusesWhatIsTooDeep) {
  std::string Deep(65, '['), Hostile(1000000, '[');
  EXPECT_EQ(parseErrorOf(Deep), "a.json:1:65: nested deeper than 64 levels");
  EXPECT_EQ(parseErrorOf(Hostile), "a.json:1:65: nested deeper than 64 levels");
  EXPECT_EQ(parseErrorOf("[[1]]", {.MaxDepth = 2}), "no error");
}

TEST(LocatedJson, RefusesWhatIsTooLarge) {
  EXPECT_EQ(parseErrorOf(std::string((1 << 20) + 1, ' '), {.MaxBytes = 1 << 20}),
            "a.json: larger than 1 MiB, the limit; make it smaller");
}

TEST(LocatedJson, ReadsFiles) {
  TempFolder Folder;
  std::string Path = Folder.write("b.json", "[1]");
  auto Json = LocatedJson::read(Path);
  ASSERT_TRUE(bool(Json)) << llvm::toString(Json.takeError());
  EXPECT_EQ(Json->placeOf(Json->root()[0]).File, Path);
}

TEST(LocatedJson, RefusesWhatIsNotAFile) {
  auto Message = [](const std::string &Path) {
    auto Json = LocatedJson::read(Path);
    return Json ? "no error" : llvm::toString(Json.takeError());
  };
  EXPECT_EQ(Message("/no/such/file"), "/no/such/file: cannot read it: No such file or directory");
  EXPECT_EQ(Message("/"), "/: cannot read it: not a regular file; name a file with the text");
  EXPECT_EQ(Message("/dev/zero"),
            "/dev/zero: cannot read it: not a regular file; name a file with the text");
}

} // namespace
