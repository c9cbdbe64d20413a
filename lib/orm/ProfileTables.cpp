#include "orm/ProfileTables.h"

#include "orm/ProfileValues.h"

using nlohmann::json;

namespace nplus1 {
namespace {

const std::vector<std::pair<llvm::StringRef, RoleKind>> &roleWords() {
  using enum RoleKind;
  static const std::vector<std::pair<llvm::StringRef, RoleKind>> Words = {
      {"lazy", Lazy},       {"free", Free},       {"key", Key},           {"rows", Rows},
      {"builder", Builder}, {"finder", Finder},   {"executor", Executor}, {"count", Count},
      {"eager", Eager},     {"iterate", Iterate}, {"cursor", Cursor},     {"scope", Scope},
      {"write", Write},     {"forward", Forward}, {"element", Element},   {"store", Store},
      {"invoke", Invoke},   {"lookup", Lookup},   {"pure", Pure},
  };
  return Words;
}

std::vector<std::pair<llvm::StringRef, CacheScope>> cacheWords() {
  return {{"never", CacheScope::Never},
          {"object", CacheScope::Object},
          {"identity-map", CacheScope::IdentityMap}};
}

std::vector<std::pair<llvm::StringRef, std::string>> missingWords() {
  return {{"null", "null"}, {"throw", "throw"}, {"default", "default"}};
}

const JsonTable<VersionCondition> &conditionTable() {
  static const JsonTable<VersionCondition> Table = {
      jsonKey("declares", &VersionCondition::Declares, jsonText(),
              "Qualified name of a class or function that the ORM's headers declare."),
      jsonKey("parameters", &VersionCondition::Parameters, jsonNumber(),
              "The function named by 'declares' takes so many parameters."),
      jsonKey("does-not-declare", &VersionCondition::DoesNotDeclare, jsonText(),
              "Qualified name of a class or function that is not declared."),
      jsonKey("macro", &VersionCondition::Macro, jsonText(), "A macro that is defined."),
      jsonKey("at-least", &VersionCondition::MacroAtLeast, jsonInteger(),
              "The macro's value is at least this."),
      jsonKey("below", &VersionCondition::MacroBelow, jsonInteger(),
              "The macro's value is below this."),
  };
  return Table;
}

const JsonTable<EntityTraits> &traitsTable() {
  static const JsonTable<EntityTraits> Table = {
      jsonKey("class", &EntityTraits::Class, jsonText(),
              "A class template that is specialised for each entity.", Presence::Required),
      jsonKey("typedef", &EntityTraits::Typedef, jsonText(), "A type that it declares.",
              Presence::Required),
      jsonKey("is", &EntityTraits::Is, jsonText(),
              "The class template that this type comes from; '*' for any type.",
              Presence::Required),
  };
  return Table;
}

template <class M> auto pattern(M Member) {
  return [Member](Role &R) -> auto & { return R.Pattern.*Member; };
}

/// "parameters" fills two members.
JsonKey<Role> exactParameters() {
  JsonKey<Role> Key = jsonKey<Role>("parameters", pattern(&DeclarationPattern::MinParameters),
                                    jsonNumber(), "The function takes exactly so many parameters.");
  Key.Read = [Minimum = Key.Read](const JsonValue &From, Role &Into) -> llvm::Error {
    auto E = Minimum(From, Into);
    Into.Pattern.MaxParameters = Into.Pattern.MinParameters;
    return E;
  };
  return Key;
}

const JsonTable<Role> &roleTable() {
  using Pattern = DeclarationPattern;
  static const JsonTable<Role> Table = {
      jsonKey("role", &Role::Kind, jsonWord(roleWords()), "What a call of the function does.",
              Presence::Required),
      jsonKey<Role>(
          "function", pattern(&Pattern::Names), jsonPatternNames(),
          "Qualified names without template arguments. '<entity>' stands for every entity "
          "class; the last part may hold '*'.",
          Presence::Required),
      exactParameters(),
      jsonKey<Role>("min-parameters", pattern(&Pattern::MinParameters), jsonNumber(),
                    "The function takes at least so many parameters."),
      jsonKey<Role>("max-parameters", pattern(&Pattern::MaxParameters), jsonNumber(),
                    "The function takes at most so many parameters."),
      jsonKey<Role>(
          "parameter-types", pattern(&Pattern::Parameters), jsonTexts(),
          "Qualified class names of the leading parameters, without references, qualifiers "
          "and smart pointers; '*' for any type."),
      jsonKey<Role>("const", pattern(&Pattern::Const), jsonFlag(),
                    "The method is const, or is not."),
      jsonKey<Role>("static", pattern(&Pattern::Static), jsonFlag(),
                    "The method is static, or is not."),
      jsonKey<Role>(
          "returns", pattern(&Pattern::Returns), jsonText(),
          "'entity', 'entity-pointer', 'entity-container', 'void', or a qualified class name."),
      jsonKey<Role>(
          "sibling", pattern(&Pattern::Sibling), jsonText(),
          "The class also has a method of this name; '{name}' is the matched method's name."),
      jsonKey<Role>("entity-traits", pattern(&Pattern::Traits), jsonObject(traitsTable()),
                    "What generated code says of the entity."),
      jsonKey("when", &Role::When, jsonObject(conditionTable()),
              "The role exists only in these versions of the ORM."),
      jsonKey("arity", &Role::Arity,
              jsonWord<RelationArity>({{"one", RelationArity::One},
                                       {"many", RelationArity::Many},
                                       {"generic", RelationArity::Generic}}),
              "How many objects the relation leads to."),
      jsonKey("relation", &Role::Relation, jsonOperand(), "What names the relation."),
      jsonKey("cached", &Role::Cached, jsonWord(cacheWords()),
              "Where a loaded relation is remembered."),
      jsonKey("lifetime", &Role::Lifetime,
              jsonWord<CacheLifetime>({{"session", CacheLifetime::Session},
                                       {"while-referenced", CacheLifetime::WhileReferenced},
                                       {"global", CacheLifetime::Global}}),
              "How long an identity map remembers."),
      jsonKey("rows-are-loaded", &Role::RowsAreLoaded, jsonFlag(),
              "Rows that come out of a query are loaded already."),
      jsonKey("key-text", &Role::KeyText, jsonTemplate(),
              "The key of the relation in C++, without a query."),
      jsonKey("key", &Role::Key, jsonOperand(), "The values that the query depends on."),
      jsonKey("context", &Role::Context, jsonOperand(), "The session or connection of the query."),
      jsonKey("entity", &Role::Entity, jsonOperand(), "Whose class the loaded rows have."),
      jsonKey("into", &Role::Into, jsonOperand(), "The argument that receives the rows."),
      jsonKey("sql", &Role::Sql, jsonOperand(), "The argument that is SQL text."),
      jsonKey("served-by-identity-map", &Role::ServedByIdentityMap, jsonFlag(),
              "Asks the session's identity map before it queries."),
      jsonKey("missing", &Role::Missing, jsonWord(missingWords()),
              "What comes back for a missing row."),
      jsonKey("at", &Role::At,
              jsonWord<Role::EagerAt>({{"query", Role::EagerAt::Query},
                                       {"collection", Role::EagerAt::Collection},
                                       {"element", Role::EagerAt::Element}}),
              "What the eager load is called on."),
      jsonKey("paths", &Role::Paths, jsonPaths(), "Where the relations to load are written."),
      jsonKey<Role>(
          "path-separator", [](Role &R) -> auto & { return R.Paths.Separator; }, jsonText(),
          "Between the steps of one path."),
      jsonKey("callable", &Role::Callable, jsonOperand(), "What is called, once per row or once."),
      jsonKey("from", &Role::From, jsonOperand(), "What is returned, iterated or asked."),
      jsonKey("gives-element", &Role::GivesElement, jsonFlag(),
              "The call gives one of the rows instead of all of them."),
      jsonKey("limit", &Role::Limit, jsonNumber(), "At most this many rows come back."),
      jsonKey("limit-from", &Role::LimitArgument, jsonOperand(),
              "The argument that limits the rows."),
      jsonKey("fixed-by", &Role::FixedBy, jsonText(),
              "The name of the fixes that serve it, instead of those without a name."),
      jsonKey("note", &Role::Note, jsonText(), "Why, for people."),
  };
  return Table;
}

const JsonTable<FixTemplate> &fixTable() {
  static const JsonTable<FixTemplate> Table = {
      jsonKey("shape", &FixTemplate::Shape,
              jsonWord<std::string>({{"append-to-query", "append-to-query"},
                                     {"load-on-collection", "load-on-collection"},
                                     {"identity-map-batch", "identity-map-batch"},
                                     {"map-lookup", "map-lookup"},
                                     {"by-hand", "by-hand"}}),
              "How the code is changed.", Presence::Required),
      jsonKey("name", &FixTemplate::Name, jsonText(), "Serves only roles that are 'fixed-by' it."),
      jsonKey("for", &FixTemplate::For, jsonList(jsonWord(roleWords())),
              "The roles whose access the fix replaces or serves.", Presence::Required),
      jsonKey("for-missing", &FixTemplate::ForMissing, jsonWord(missingWords()),
              "Of these only roles that meet a missing row so."),
      jsonKey("for-cached", &FixTemplate::ForCached, jsonWord(cacheWords()),
              "Of these only roles that remember so what they load."),
      jsonKey("when", &FixTemplate::When, jsonObject(conditionTable()),
              "Applies only to these versions of the ORM."),
      jsonKey("statement", &FixTemplate::Statement, jsonTemplate(), "Inserted before the loop."),
      jsonKey("expression", &FixTemplate::Expression, jsonTemplate(),
              "Replaces the access, or is appended to the row source."),
      jsonKey("static-expression", &FixTemplate::StaticExpression, jsonTemplate(),
              "Replaces a static call that returns all rows."),
      jsonKey("path-item", &FixTemplate::PathItem, jsonTemplate(),
              "How one path is spelled inside {paths}."),
      jsonKey("path-join", &FixTemplate::PathJoin, jsonText(), "Between two path items."),
      jsonKey("path-separator", &FixTemplate::PathSeparator, jsonText(),
              "Between two steps of one path."),
      jsonKey("path-prefixes", &FixTemplate::PathPrefixes, jsonFlag(),
              "'a.b' must be preceded by 'a'."),
      jsonKey("covers-all-to-one", &FixTemplate::CoversAllToOne, jsonFlag(),
              "One application loads every to-one relation."),
      jsonKey("adds-no-query", &FixTemplate::AddsNoQuery, jsonFlag(),
              "The row source's own query loads the relations, with a JOIN."),
      jsonKey("safe-if-refined-by", &FixTemplate::SafeIfRefinedBy, jsonTexts(),
              "Unsafe unless the query was refined by one of these methods."),
      jsonKey("safe-if-refined-why", &FixTemplate::SafeIfRefinedWhy, jsonText(),
              "Why it is unsafe otherwise."),
      jsonKey("generic-statement", &FixTemplate::GenericStatement, jsonTemplate(),
              "The statement of a fix by type."),
      jsonKey("generic-type", &FixTemplate::GenericType, jsonTemplate(), "One of {types}."),
      jsonKey("generic-key", &FixTemplate::GenericKey, jsonTemplate(), "One of {keys}."),
      jsonKey("generic-expression", &FixTemplate::GenericExpression, jsonTemplate(),
              "Replaces the access in a fix by type."),
      jsonKey("generic-dependent-expression", &FixTemplate::GenericDependentExpression,
              jsonTemplate(), "The same where the batch is a parameter of a generic helper."),
      jsonKey("includes", &FixTemplate::Includes, jsonTexts(), "Headers, without brackets."),
      jsonKey("needs-scope", &FixTemplate::NeedsScope, jsonText(),
              "Applies only where an object of this class is alive around the loop."),
      jsonKey("key-forms", &FixTemplate::KeyForms, jsonTexts(),
              "How the key, {key}, stands in its argument, if it is not the argument itself."),
      jsonKey("fresh-object", &FixTemplate::FreshObject, jsonFlag(),
              "The object that is asked must be new, and asked for nothing else."),
      jsonKey("not-over", &FixTemplate::NotOver, jsonTexts(),
              "Classes whose rows can be read only once: no loop over them."),
      jsonKey("unsafe-if-option", &FixTemplate::UnsafeIfOption, jsonText(),
              "A relation with this option text makes the fix unsafe."),
      jsonKey("unsafe-why", &FixTemplate::UnsafeWhy, jsonText(),
              "Why it is unsafe then; without an option, always."),
  };
  return Table;
}

/// Reads a key that has no member in Profile.
JsonKey<Profile> formatKey() {
  auto Read = [](const JsonValue &From, Profile &) -> llvm::Error {
    unsigned Format = 0;
    if (auto E = jsonNumber().Read(From, Format))
      return E;
    if (Format != 1)
      return From.error("is " + llvm::Twine(Format) + ", but this nplus1 reads format 1");
    return llvm::Error::success();
  };
  return {"format",
          Read,
          {{"const", 1}, {"description", "The version of this file format."}},
          Presence::Required};
}

} // namespace

const JsonTable<Profile> &profileTable() {
  static const JsonTable<Profile> Table = {
      {"$schema",
       [](const JsonValue &, Profile &) { return llvm::Error::success(); },
       {{"type", "string"}, {"description", "For editors; not read."}}},
      formatKey(),
      jsonKey("name", &Profile::Name, jsonProfileName(),
              "How commands and reports name the profile.", Presence::Required),
      jsonKey("title", &Profile::Title, jsonText(), "The ORM's name, for people."),
      jsonKey("versions", &Profile::Versions, jsonText(),
              "The versions that the profile was checked against."),
      jsonKey("always", &Profile::Always, jsonFlag(),
              "Applies to every run: a library of containers or smart pointers."),
      jsonKey("extends", &Profile::Extends, jsonText(),
              "A profile whose roles and fixes follow those given here: the name of a known one, "
              "or a file ending in .json, relative to this file."),
      jsonKey("headers", &Profile::Headers, jsonTexts(),
              "Ends of include paths that make a unit relevant; '*' within one folder."),
      jsonKey("entity-bases", &Profile::EntityBases, jsonTexts(),
              "Base classes whose derived classes are entities."),
      jsonKey("entity-wrappers", &Profile::EntityWrappers, jsonTexts(),
              "Class templates whose first type argument is an entity."),
      jsonKey("relation-options-macro", &Profile::RelationOptionsMacro, jsonText(),
              "A macro in entity classes that gives a relation's name and options."),
      jsonKey("when", &Profile::When, jsonObject(conditionTable()),
              "The profile applies only where this holds."),
      jsonKey("roles", &Profile::Roles, jsonList(jsonObject(roleTable())),
              "What the ORM's declarations do."),
      jsonKey("fixes", &Profile::Fixes, jsonList(jsonObject(fixTable())),
              "How fixes are written for this ORM."),
  };
  return Table;
}

json profileSchema() {
  json Schema = jsonSchema(profileTable());
  Schema["$schema"] = "http://json-schema.org/draft-07/schema#";
  Schema["title"] = "nplus1 profile, format 1";
  Schema["description"] = "What the declarations of an ORM do. See docs/profile-format.md.";
  return Schema;
}

llvm::StringRef roleName(RoleKind Kind) {
  return llvm::find_if(roleWords(), [&](const auto &W) { return W.second == Kind; })->first;
}

} // namespace nplus1
