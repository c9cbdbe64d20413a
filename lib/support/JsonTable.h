//===- JsonTable.h - One table of keys reads JSON and writes its schema ---===//
//
// A file format is a table: for each key its name, the member that it fills,
// its type and a help text. The table drives parsing, the errors for unknown
// keys and wrong types, and the published JSON schema, so that they cannot
// disagree.
//
//   const JsonTable<Server> &serverTable() {
//     static const JsonTable<Server> Table = {
//         jsonKey("host", &Server::Host, jsonText(), "Where it runs.", Required),
//         jsonKey("ports", &Server::Ports, jsonList(jsonNumber()), "..."),
//     };
//     return Table;
//   }
//
//===----------------------------------------------------------------------===//
#pragma once

#include "support/LocatedJson.h"
#include "support/NearestName.h"

#include "llvm/ADT/STLExtras.h"

#include <algorithm>
#include <functional>
#include <optional>
#include <type_traits>

namespace nplus1 {

/// A value with what is needed to complain about it.
struct JsonValue {
  const LocatedJson &In;
  const nlohmann::json &Value;
  std::string Called; ///< e.g. "'roles'" or "an item of 'roles'"

  SourcePoint place() const { return In.placeOf(Value); }
  /// "FILE:LINE:COLUMN: 'roles' MESSAGE"
  llvm::Error error(const llvm::Twine &Message) const {
    return locatedError(place(), Called + " " + Message);
  }
  /// "... must be \p Wanted, not a string"
  llvm::Error wrongType(llvm::StringRef Wanted) const;
};

/// How a value becomes a T, and what a schema says of it.
template <class T> struct JsonType {
  std::function<llvm::Error(const JsonValue &, T &)> Read;
  nlohmann::json Schema;
};

enum class Presence { Optional, Required };

/// One key of an object that becomes a T.
template <class T> struct JsonKey {
  llvm::StringRef Name;
  std::function<llvm::Error(const JsonValue &, T &)> Read;
  nlohmann::json Schema;
  Presence Needed = Presence::Optional;
};
template <class T> using JsonTable = std::vector<JsonKey<T>>;

JsonType<std::string> jsonText();
JsonType<bool> jsonFlag();
/// A whole number from 0.
JsonType<unsigned> jsonNumber();
JsonType<long> jsonInteger();
/// One text, or a list of texts.
JsonType<std::vector<std::string>> jsonTexts();

/// One of a closed set of words.
template <class E> JsonType<E> jsonWord(std::vector<std::pair<llvm::StringRef, E>> Words) {
  nlohmann::json Enum = nlohmann::json::array();
  for (auto &[Word, Value] : Words)
    Enum.push_back(Word.str());
  auto Read = [Words = std::move(Words)](const JsonValue &From, E &Into) -> llvm::Error {
    if (!From.Value.is_string())
      return From.wrongType("a word");
    const auto &Written = From.Value.template get_ref<const std::string &>();
    std::vector<llvm::StringRef> Known;
    for (auto &[Word, Value] : Words) {
      if (Word == Written) {
        Into = Value;
        return llvm::Error::success();
      }
      Known.push_back(Word);
    }
    return From.error("cannot be '" + Written + "'" + suggestion(Written, Known));
  };
  return {std::move(Read), {{"enum", std::move(Enum)}}};
}

template <class T> JsonType<std::vector<T>> jsonList(JsonType<T> Item) {
  nlohmann::json Schema = {{"type", "array"}, {"items", Item.Schema}};
  auto Read = [Item = std::move(Item)](const JsonValue &From, std::vector<T> &Into) -> llvm::Error {
    if (!From.Value.is_array())
      return From.wrongType("a list");
    for (const nlohmann::json &Value : From.Value)
      if (auto E = Item.Read({From.In, Value, "an item of " + From.Called}, Into.emplace_back()))
        return E;
    return llvm::Error::success();
  };
  return {std::move(Read), std::move(Schema)};
}

/// The schema of an object with the keys of \p Table.
template <class T> nlohmann::json jsonSchema(const JsonTable<T> &Table) {
  nlohmann::json Properties = nlohmann::json::object(), Required = nlohmann::json::array();
  for (const JsonKey<T> &Key : Table) {
    Properties[Key.Name.str()] = Key.Schema;
    if (Key.Needed == Presence::Required)
      Required.push_back(Key.Name.str());
  }
  nlohmann::json Schema = {
      {"type", "object"}, {"properties", Properties}, {"additionalProperties", false}};
  if (!Required.empty())
    Schema["required"] = Required;
  return Schema;
}

/// Reads an object. Keys are read in the order of the text, so that the first
/// error is the first in the file. If T has a member DefinedAt, it gets the place.
template <class T>
llvm::Error readJsonObject(const JsonValue &From, const JsonTable<T> &Table, T &Into) {
  if (!From.Value.is_object())
    return From.wrongType("an object");
  if constexpr (requires { Into.DefinedAt; })
    Into.DefinedAt = From.place();
  std::vector<nlohmann::json::const_iterator> Members;
  for (auto It = From.Value.begin(); It != From.Value.end(); ++It)
    Members.push_back(It);
  llvm::sort(Members, [&](auto A, auto B) {
    return From.In.placeOfKey(*A).Offset < From.In.placeOfKey(*B).Offset;
  });
  for (auto It : Members) {
    auto Key = llvm::find_if(Table, [&](const auto &K) { return K.Name == It.key(); });
    if (Key == Table.end()) {
      std::vector<llvm::StringRef> Known;
      for (const auto &K : Table)
        Known.push_back(K.Name);
      return locatedError(From.In.placeOfKey(*It),
                          "unknown key '" + It.key() + "'" + suggestion(It.key(), Known));
    }
    if (auto E = Key->Read({From.In, *It, "'" + It.key() + "'"}, Into))
      return E;
  }
  for (const JsonKey<T> &Key : Table)
    if (Key.Needed == Presence::Required && !From.Value.contains(Key.Name.str()))
      return From.error("has no '" + Key.Name + "'");
  return llvm::Error::success();
}

/// An object with the keys of \p Table, which must outlive the type.
template <class T> JsonType<T> jsonObject(const JsonTable<T> &Table) {
  return {[&Table](const JsonValue &From, T &Into) { return readJsonObject(From, Table, Into); },
          jsonSchema(Table)};
}

/// A key whose value, of type \p Type, is assigned to what \p Member, a function
/// from the object to a reference, returns. T has to be given.
template <class T, class V, class M>
JsonKey<T> jsonKey(llvm::StringRef Name, M Member, JsonType<V> Type, llvm::StringRef Help,
                   Presence Needed = Presence::Optional) {
  nlohmann::json Schema = Type.Schema;
  Schema["description"] = Help.str();
  auto Read = [Type = std::move(Type), Member](const JsonValue &From, T &Into) -> llvm::Error {
    V Value{};
    if (auto E = Type.Read(From, Value))
      return E;
    std::invoke(Member, Into) = std::move(Value);
    return llvm::Error::success();
  };
  return {Name, std::move(Read), std::move(Schema), Needed};
}

/// A key whose value is assigned to a member.
template <class T, class V, class Field>
JsonKey<T> jsonKey(llvm::StringRef Name, Field T::*Member, JsonType<V> Type, llvm::StringRef Help,
                   Presence Needed = Presence::Optional) {
  return jsonKey<T>(
      Name, [Member](T &Into) -> Field & { return Into.*Member; }, std::move(Type), Help, Needed);
}

} // namespace nplus1
