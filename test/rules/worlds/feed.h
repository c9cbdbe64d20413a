//===- feed.h - Rows that point into several tables, for the rule tests ---===//
//
// Every way to write down which table a key is about: a tag beside it, one
// nullable key per table, a variant of references.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "Poco/ActiveRecord/ActiveRecord.h"
#include "Poco/ActiveRecord/Query.h"

#include <memory>
#include <string>
#include <variant>
#include <vector>

namespace feed {

using Context = Poco::ActiveRecord::Context;
using Id = long;

class Author : public Poco::ActiveRecord::ActiveRecord<Id> {
public:
  using Ptr = Poco::AutoPtr<Author>;
  const std::string &name() const;
  static Ptr find(Context::Ptr context, const Id &id);
};

class Book : public Poco::ActiveRecord::ActiveRecord<Id> {
public:
  using Ptr = Poco::AutoPtr<Book>;
  const std::string &title() const;
  Author::Ptr author() const;
  Id authorID() const;
  static Ptr find(Context::Ptr context, const Id &id);
};

class Movie : public Poco::ActiveRecord::ActiveRecord<Id> {
public:
  using Ptr = Poco::AutoPtr<Movie>;
  const std::string &title() const;
  Author::Ptr director() const;
  Id directorID() const;
  static Ptr find(Context::Ptr context, const Id &id);
};

class Song : public Poco::ActiveRecord::ActiveRecord<Id> {
public:
  using Ptr = Poco::AutoPtr<Song>;
  const std::string &title() const;
  static Ptr find(Context::Ptr context, const Id &id);
};

enum class Kind { book, movie, song };

struct BookRef {
  Id id;
};
struct MovieRef {
  Id id;
};

class Action : public Poco::ActiveRecord::ActiveRecord<Id> {
public:
  using Ptr = Poco::AutoPtr<Action>;
  Kind actorKind() const;
  Id actorID() const;
  Kind targetKind() const;
  Id targetID() const;
  const std::string &targetTable() const;
  Id bookID() const; ///< 0 if the action is not about a book
  Id movieID() const;
  const std::variant<BookRef, MovieRef> &subject() const;
  static Ptr find(Context::Ptr context, const Id &id);
};

using Actions = std::vector<Action::Ptr>;
void print(const std::string &text);

} // namespace feed
