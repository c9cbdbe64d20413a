#include "orm/ProfileValues.h"

#include "llvm/ADT/StringExtras.h"

using nlohmann::json;

namespace nplus1 {
namespace {

const llvm::StringRef Placeholders[] = {
    "access", "batch", "construction", "context", "element", "entity", "key",  "keys", "name",
    "object", "path",  "paths",        "rows",    "session", "tag",    "type", "types"};

} // namespace

JsonType<std::string> jsonTemplate() {
  JsonType<std::string> Text = jsonText();
  auto Read = [Text](const JsonValue &From, std::string &Into) -> llvm::Error {
    if (auto E = Text.Read(From, Into))
      return E;
    llvm::StringRef Rest = Into;
    while (true) {
      Rest = Rest.substr(Rest.find('{'));
      if (Rest.empty())
        return llvm::Error::success();
      auto End = Rest.find_first_not_of("abcdefghijklmnopqrstuvwxyz", 1);
      if (End != llvm::StringRef::npos && End > 1 && Rest[End] == '}') {
        llvm::StringRef Word = Rest.slice(1, End);
        if (!llvm::is_contained(Placeholders, Word))
          return From.error("holds the unknown placeholder '{" + Word + "}'" +
                            suggestion(Word, Placeholders));
      }
      Rest = Rest.drop_front();
    }
  };
  return {std::move(Read), Text.Schema};
}

/// A qualified name as a DeclarationPattern has them.
static llvm::Error checkPatternName(const JsonValue &From, llvm::StringRef Name) {
  llvm::SmallVector<llvm::StringRef> Parts;
  Name.split(Parts, "::");
  for (auto [Index, Part] : llvm::enumerate(Parts)) {
    bool IsLast = Index + 1 == Parts.size();
    if (Part.empty())
      return From.error("has an empty part in '" + Name + "'");
    if (Part == "<entity>" && !IsLast)
      continue;
    if (Part.starts_with("operator") && IsLast)
      continue;
    if (Part.contains('<'))
      return From.error("names '" + Name + "' with template arguments; leave them out");
    if (Part.contains('*') && !IsLast)
      return From.error("has '*' in '" + Name + "' before the last '::'");
    if (Part.contains('(') || Part.contains(' '))
      return From.error("must name functions without parameters, not '" + Name + "'");
  }
  return llvm::Error::success();
}

JsonType<std::vector<std::string>> jsonPatternNames() {
  auto Texts = jsonTexts();
  auto Read = [Texts](const JsonValue &From, std::vector<std::string> &Into) -> llvm::Error {
    if (auto E = Texts.Read(From, Into))
      return E;
    if (Into.empty())
      return From.error("names nothing");
    for (const std::string &Name : Into)
      if (auto E = checkPatternName(From, Name))
        return E;
    return llvm::Error::success();
  };
  return {std::move(Read), Texts.Schema};
}

namespace {

/// Either a word or an object with one key and a number.
struct WordOrIndex {
  std::string Word;
  std::string IndexedBy;
  unsigned Index = 0;
};
JsonType<WordOrIndex> wordOrIndex(std::vector<llvm::StringRef> Words,
                                  std::vector<llvm::StringRef> Indexed) {
  json Enum = json::array(), Choices = json::array();
  for (llvm::StringRef W : Words)
    Enum.push_back(W.str());
  if (!Words.empty())
    Choices.push_back({{"enum", Enum}});
  for (llvm::StringRef I : Indexed)
    Choices.push_back({{"type", "object"},
                       {"properties", {{I.str(), jsonNumber().Schema}}},
                       {"required", json::array({I.str()})},
                       {"additionalProperties", false}});
  auto Read = [Words, Indexed](const JsonValue &From, WordOrIndex &Into) -> llvm::Error {
    if (From.Value.is_string()) {
      Into.Word = From.Value.get<std::string>();
      if (llvm::is_contained(Words, llvm::StringRef(Into.Word)))
        return llvm::Error::success();
      return From.error("cannot be '" + Into.Word + "'" + suggestion(Into.Word, Words));
    }
    std::string Example = "{\"" + Indexed.front().str() + "\": 0}";
    if (!From.Value.is_object() || From.Value.size() != 1)
      return From.wrongType("a word or an object like " + Example);
    auto Only = From.Value.begin();
    if (!llvm::is_contained(Indexed, llvm::StringRef(Only.key())))
      return locatedError(From.In.placeOfKey(*Only),
                          "unknown key '" + Only.key() + "'" + suggestion(Only.key(), Indexed));
    Into.IndexedBy = Only.key();
    return jsonNumber().Read({From.In, *Only, "'" + Only.key() + "'"}, Into.Index);
  };
  return {std::move(Read), {{"anyOf", Choices}}};
}

template <class T>
JsonType<T> mapped(JsonType<WordOrIndex> Type, T (*Convert)(const WordOrIndex &)) {
  auto Read = [Type, Convert](const JsonValue &From, T &Into) -> llvm::Error {
    WordOrIndex Written;
    if (auto E = Type.Read(From, Written))
      return E;
    Into = Convert(Written);
    return llvm::Error::success();
  };
  return {std::move(Read), Type.Schema};
}

} // namespace

JsonType<Operand> jsonOperand() {
  using Kind = Operand::Kind;
  return mapped<Operand>(wordOrIndex({"receiver", "method", "result", "all-arguments"},
                                     {"argument", "template-argument"}),
                         [](const WordOrIndex &W) -> Operand {
                           if (W.IndexedBy == "argument")
                             return {Kind::Argument, W.Index};
                           if (W.IndexedBy == "template-argument")
                             return {Kind::TemplateArgument, W.Index};
                           if (W.Word == "receiver")
                             return {Kind::Receiver};
                           if (W.Word == "method")
                             return {Kind::Method};
                           return {W.Word == "result" ? Kind::Result : Kind::AllArguments};
                         });
}

JsonType<PathSpelling> jsonPaths() {
  return mapped<PathSpelling>(wordOrIndex({"all", "callables"}, {"argument", "template-arguments"}),
                              [](const WordOrIndex &W) {
                                PathSpelling Result;
                                using Kind = PathSpelling::Kind;
                                Result.K = W.Word == "all"             ? Kind::All
                                           : W.IndexedBy == "argument" ? Kind::Argument
                                           : W.Word == "callables"     ? Kind::Callables
                                                                       : Kind::TemplateArguments;
                                Result.Index = W.Index;
                                return Result;
                              });
}

JsonType<std::string> jsonProfileName() {
  auto Text = jsonText();
  auto Read = [Text](const JsonValue &From, std::string &Into) -> llvm::Error {
    if (auto E = Text.Read(From, Into))
      return E;
    if (Into.empty() || !llvm::all_of(Into, [](char C) {
          return llvm::isDigit(C) || (C >= 'a' && C <= 'z') || C == '-';
        }))
      return From.error("must be lower-case letters, digits and '-'");
    return llvm::Error::success();
  };
  return {std::move(Read), {{"type", "string"}, {"pattern", "^[a-z0-9-]+$"}}};
}

} // namespace nplus1
