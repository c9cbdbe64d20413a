//===- Profile.h - What an ORM's declarations mean, as a value ------------===//
//
// A profile is data (profiles/*.json) that tells the analysis which
// declarations query, which are free, what is cached, and how to prefetch. No
// C++ in this project names an ORM; all of that knowledge is here.
//
// A profile is a list of *roles*. Each role names declarations with a
// DeclarationPattern and says what a call of them does. docs/profile-format.md
// is the reference for authors; profile.schema.json is the machine's.
//
// To add a role: add it to RoleKind, to the table in ProfileTables.cpp (which
// also writes the schema) and to docs/profile-format.md, and give it a meaning
// in analysis/.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "support/SourceRange.h"

#include <optional>
#include <string>
#include <vector>

namespace nplus1 {

/// What a declaration does when it is called.
enum class RoleKind {
  // -- database ---------------------------------------------------------------
  Lazy,     ///< dereferences a relation: queries unless it is loaded
  Free,     ///< reads something already in memory (id, null test, column)
  Key,      ///< reads the key of a relation, without a query
  Rows,     ///< runs a query and returns its rows, or is a range of such rows
  Builder,  ///< refines a query; returns the query it was called on
  Finder,   ///< loads rows by key
  Executor, ///< runs SQL
  Count,    ///< runs COUNT, EXISTS or fetches the first row only
  Eager,    ///< prefetches relations, at the query or on a loaded collection
  Iterate,  ///< calls its callable once per row
  Invoke,   ///< calls its callable once, with the arguments behind it or what a variant holds
  Cursor,   ///< advances to the next row; true while there is one
  Scope,    ///< opens a transaction or session for the lifetime of the object
  Write,    ///< inserts, updates, deletes
  // -- plain C++, for libraries -------------------------------------------------
  Forward, ///< returns its argument (or receiver), perhaps wrapped: smart pointers, move
  Element, ///< returns an element of its receiver (or argument): at, front, begin, *it
  Store,   ///< puts its arguments into its receiver: push_back, insert
  Lookup,  ///< asks an in-memory container for a key: find, contains
  Pure,    ///< computes a value from its arguments and has no other effect
};

/// A value named by a role: the object of the call, the name of the called
/// function, an argument, a template argument, or the result.
struct Operand {
  enum class Kind { None, Receiver, Method, Argument, TemplateArgument, Result, AllArguments };
  Kind K = Kind::None;
  unsigned Index = 0; ///< for Argument and TemplateArgument, from 0
  bool isNone() const { return K == Kind::None; }
};

/// What an entity's traits class has to say, for ORMs that generate one:
/// Class<entity>::Typedef is an instance of the class template Is.
struct EntityTraits {
  std::string Class;   ///< e.g. "odb::access::object_traits"
  std::string Typedef; ///< e.g. "pointer_cache_traits"
  std::string Is;      ///< e.g. "odb::pointer_cache_traits"
  bool isEmpty() const { return Class.empty(); }
};

/// Names declarations. All members that are set must agree.
struct DeclarationPattern {
  /// Qualified names without template arguments, e.g. "Wt::Dbo::ptr::operator->".
  /// The last component may hold '*', unless it is an operator. A class named "<entity>" stands for
  /// every entity class of the profile. Members of derived classes match too, and overriders of a
  /// matching method.
  std::vector<std::string> Names;
  std::optional<unsigned> MinParameters;
  std::optional<unsigned> MaxParameters;
  /// Qualified class names of the leading parameters' types, references,
  /// qualifiers and smart pointers stripped; "*" for any.
  std::vector<std::string> Parameters;
  std::optional<bool> Const;
  std::optional<bool> Static;
  /// "", "entity" (by value or reference), "entity-pointer" (raw, or a Forward
  /// class of an entity), "entity-container", or a qualified class name.
  std::string Returns;
  /// The class must also declare a method of this name; "{name}" stands for the
  /// matched method's own name.
  std::string Sibling;
  /// What the traits of the entity say: the first class among the template
  /// arguments of the function, or else of its class.
  EntityTraits Traits;
};

enum class RelationArity { One, Many, Generic };

/// How long a loaded relation is remembered.
enum class CacheScope { Never, Object, IdentityMap };
enum class CacheLifetime { Session, WhileReferenced, Global };

/// How a chain of relations is written where an eager load takes it.
struct PathSpelling {
  enum class Kind {
    None,              ///< the role takes no path
    All,               ///< loads every to-one relation
    Argument,          ///< a string (or list of strings) argument
    TemplateArguments, ///< member pointers
    Callables,         ///< callables that return a relation of a row, behind the rows
  };
  Kind K = Kind::None;
  unsigned Index = 0;
  std::string Separator = "."; ///< between the steps of one path
};

/// A condition on the version of the ORM that a unit is compiled against. All
/// members that are set must hold.
struct VersionCondition {
  std::string Declares; ///< a function, method or class of this qualified name exists
  std::string DoesNotDeclare;
  std::optional<unsigned> Parameters; ///< and the function named by Declares takes so many
  std::string Macro;                  ///< a macro is defined
  std::optional<long> MacroAtLeast;   ///< and its value is at least this
  std::optional<long> MacroBelow;     ///< and its value is below this
  SourcePoint DefinedAt;
  bool isEmpty() const { return Declares.empty() && DoesNotDeclare.empty() && Macro.empty(); }
};

struct Role {
  RoleKind Kind = RoleKind::Free;
  DeclarationPattern Pattern;
  /// The role exists only in these versions of the ORM.
  VersionCondition When;

  // Lazy, Key, Count
  RelationArity Arity = RelationArity::One;
  /// What names the relation: the receiver's own path (smart pointers), the
  /// method, or a string argument.
  Operand Relation;
  CacheScope Cached = CacheScope::Never;
  CacheLifetime Lifetime = CacheLifetime::Session;
  /// Lazy with Relation = Receiver: rows that come out of a query are loaded
  /// already, only relations of them are not.
  bool RowsAreLoaded = false;
  /// Lazy: how to write the key without a query; {object}, {access} ("." or
  /// "->") and {name} are replaced, e.g. "{object}{access}{name}ID()".
  std::string KeyText;

  // Finder, Executor, Count
  /// The values the query depends on. AllArguments if the profile names none.
  Operand Key;
  /// The session or connection the query runs on.
  Operand Context;
  /// Whose class the loaded rows are.
  Operand Entity;
  bool ServedByIdentityMap = false;
  /// Finder, Rows: the argument that receives the rows, if they are not the result.
  Operand Into;
  /// Executor, Builder, Write: the argument that is SQL text.
  Operand Sql;
  /// A missing row: "null", "throw", "default" or "" (not known).
  std::string Missing;

  // Eager
  enum class EagerAt { Query, Collection, Element };
  EagerAt At = EagerAt::Query;
  PathSpelling Paths;

  // Iterate, Invoke
  Operand Callable;

  // Forward, Element, Store, Lookup, Write (what is returned), Invoke (a variant),
  // Iterate (over a container)
  Operand From;

  /// Rows: the call gives one of the rows, by an index or the like, instead of
  /// all of them.
  bool GivesElement = false;
  /// Rows, Builder: at most this many rows come back (LIMIT 1, first()); 0 if
  /// not limited; Argument: the limit is the argument of LimitArgument.
  unsigned Limit = 0;
  Operand LimitArgument;

  /// The name of the fixes that serve this role; empty for those without a name.
  std::string FixedBy;

  /// Why, for people; where the ORM's source says so.
  std::string Note;
  /// Where the profile says it, for messages.
  SourcePoint DefinedAt;
};

/// How a fix is written for this ORM. Placeholders in the texts are listed in
/// docs/profile-format.md.
struct FixTemplate {
  /// append-to-query, load-on-collection, identity-map-batch, map-lookup, or by-hand: what
  /// a person should write (Expression) where none of the others can be.
  std::string Shape;
  std::string Name;          ///< serves only roles that are FixedBy it
  std::vector<RoleKind> For; ///< the roles whose access the fix replaces or serves
  /// Of these only roles that meet a missing row so; empty for any.
  std::string ForMissing;
  /// Of these only roles that remember so what they load.
  std::optional<CacheScope> ForCached;
  VersionCondition When;
  std::string Statement;  ///< inserted before the loop
  std::string Expression; ///< replaces the access, or is appended to the row source
  /// append-to-query: replaces a call without object that returns all rows.
  std::string StaticExpression;
  std::string PathItem;      ///< how one path is spelled inside {paths}
  std::string PathJoin;      ///< between two path items
  std::string PathSeparator; ///< between two steps of one path
  bool PathPrefixes = false; ///< "a.b" must be preceded by "a"
  /// Loads with a JOIN: the row source's own query does it, none is added.
  bool AddsNoQuery = false;
  /// Safe only if the query was refined by one of these methods (ORDER BY), else
  /// unsafe because of SafeIfRefinedWhy.
  std::vector<std::string> SafeIfRefinedBy;
  std::string SafeIfRefinedWhy;
  bool CoversAllToOne = false;  ///< one application loads every to-one relation
  std::string GenericStatement; ///< map-lookup by type: the statement
  std::string GenericType;      ///< one {types} item: {type} and {tag}
  std::string GenericKey;       ///< one {keys} item: {tag} and {key} of a row
  std::string GenericExpression;
  /// GenericExpression where the batch is a parameter of a generic helper.
  std::string GenericDependentExpression;
  std::vector<std::string> Includes; ///< headers, without brackets
  /// Applies only where an object of this class (qualified name) is alive around
  /// the loop: the session that makes an identity map.
  std::string NeedsScope;
  /// How the key stands in its argument, {key} in it; empty: it is the argument.
  std::vector<std::string> KeyForms;
  /// The object that is asked must be made with no more than {construction}, and asked
  /// for nothing else.
  bool FreshObject = false;
  /// Applies to no loop over one of these (qualified class names): its rows are read
  /// as they come, so that they cannot be read twice.
  std::vector<std::string> NotOver;
  /// A text that, if the relation's declaration carries it (in the macro named
  /// by Profile::RelationOptionsMacro), makes the fix unsafe, with the reason.
  /// A reason without a text makes it unsafe always.
  std::string UnsafeIfOption;
  std::string UnsafeWhy;
  SourcePoint DefinedAt;
};

struct Profile {
  std::string Name;     ///< e.g. "wt-dbo"
  std::string Title;    ///< e.g. "Wt::Dbo"
  std::string Versions; ///< the versions it was checked against, for people
  /// Applies to every run, whatever profiles the user names: the containers and
  /// smart pointers of libraries.
  bool Always = false;
  /// The profile whose roles and fixes follow those given here; resolved when
  /// loaded.
  std::string Extends;
  /// Tells apart what profiles of one name say, with what they extend.
  uint64_t SourceDigest = 0;
  /// Suffixes of include paths that make a unit relevant, e.g. "Wt/Dbo/Dbo.h".
  /// '*' matches within one folder.
  std::vector<std::string> Headers;
  /// Base classes whose derived classes are entities.
  std::vector<std::string> EntityBases;
  /// Class templates whose (first) type argument is an entity.
  std::vector<std::string> EntityWrappers;
  /// A macro that annotates relations inside entity classes: its first argument
  /// is the relation's name in quotes, its second a text of options.
  std::string RelationOptionsMacro;
  VersionCondition When;
  std::vector<Role> Roles;
  std::vector<FixTemplate> Fixes;
  SourcePoint DefinedAt;
};

} // namespace nplus1
