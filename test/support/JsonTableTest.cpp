#include "support/JsonTable.h"

#include <gtest/gtest.h>

using namespace nplus1;
using nlohmann::json;

namespace {

struct Part {
  unsigned Size = 0;
  long Offset = 0;
  SourcePoint DefinedAt;
};
struct Whole {
  std::string Name;
  std::optional<bool> Flag;
  std::vector<std::string> Words;
  std::vector<Part> Parts;
};

const JsonTable<Part> &partTable() {
  static const JsonTable<Part> Table = {
      jsonKey("size", &Part::Size, jsonNumber(), "How large.", Presence::Required),
      jsonKey("offset", &Part::Offset, jsonInteger(), "How far."),
  };
  return Table;
}
const JsonTable<Whole> &wholeTable() {
  static const JsonTable<Whole> Table = {
      jsonKey("name", &Whole::Name, jsonText(), "What it is called."),
      jsonKey("flag", &Whole::Flag, jsonFlag(), "Whether."),
      jsonKey("words", &Whole::Words, jsonTexts(), "One or many."),
      jsonKey("parts", &Whole::Parts, jsonList(jsonObject(partTable())), "What it has."),
  };
  return Table;
}

std::string read(std::string_view Text, Whole &Into) {
  auto Json = llvm::cantFail(LocatedJson::parse(Text, "a.json"));
  return llvm::toString(readJsonObject({Json, Json.root(), "the file"}, wholeTable(), Into));
}
std::string tableErrorOf(std::string_view Text) {
  Whole W;
  return read(Text, W);
}

TEST(JsonTable, FillsMembers) {
  Whole W;
  EXPECT_EQ(read(R"({"name": "n", "flag": false, "words": "one",
                     "parts": [{"size": 3}, {"size": 4, "offset": -5}]})",
                 W),
            "");
  EXPECT_EQ(W.Name, "n");
  EXPECT_EQ(W.Flag, false);
  EXPECT_EQ(W.Words, std::vector<std::string>{"one"});
  ASSERT_EQ(W.Parts.size(), 2u);
  EXPECT_EQ(W.Parts[1].Offset, -5);
  EXPECT_EQ(W.Parts[1].DefinedAt.Line, 2u);
}

TEST(JsonTable, KeepsWhatIsNotWritten) {
  Whole W;
  W.Name = "before";
  EXPECT_EQ(read("{}", W), "");
  EXPECT_EQ(W.Name, "before");
  EXPECT_FALSE(W.Flag.has_value());
}

TEST(JsonTable, SaysWhatIsWrongAndWhere) {
  EXPECT_EQ(tableErrorOf(R"({"nmae": 1})"), "a.json:1:2: unknown key 'nmae'; did you mean 'name'?");
  EXPECT_EQ(tableErrorOf(R"({"name": null})"), "a.json:1:10: 'name' must be a text, not null");
  EXPECT_EQ(tableErrorOf(R"({"flag": "yes"})"),
            "a.json:1:10: 'flag' must be true or false, not a text");
  EXPECT_EQ(tableErrorOf(R"({"words": {}})"),
            "a.json:1:11: 'words' must be a text or a list of texts, not an object");
  EXPECT_EQ(tableErrorOf(R"({"parts": [{"size": -1}]})"),
            "a.json:1:21: 'size' must be a whole number from 0");
  EXPECT_EQ(tableErrorOf(R"({"parts": [{"size": 5000000000}]})"),
            "a.json:1:21: 'size' is too large");
  EXPECT_EQ(tableErrorOf(R"({"parts": [{"size": 1, "offset": 1.5}]})"),
            "a.json:1:34: 'offset' must be a whole number");
  EXPECT_EQ(tableErrorOf(R"({"parts": [{}]})"), "a.json:1:12: an item of 'parts' has no 'size'");
}

TEST(JsonTable, ReportsTheFirstErrorOfTheText) {
  EXPECT_EQ(tableErrorOf(R"({"zz": 1, "aa": 2})").substr(0, 28), "a.json:1:2: unknown key 'zz'");
}

TEST(JsonTable, WritesTheSchema) {
  json Schema = jsonSchema(wholeTable());
  EXPECT_EQ(Schema["additionalProperties"], false);
  EXPECT_EQ(Schema["properties"]["name"],
            json({{"type", "string"}, {"description", "What it is called."}}));
  const json &Item = Schema["properties"]["parts"]["items"];
  EXPECT_EQ(Item["required"], json::array({"size"}));
  EXPECT_EQ(Item["properties"]["size"]["minimum"], 0);
}

} // namespace
