// with: poco-activerecord
// Finders and accessors that the program wrote itself, and what they leave out.
#include "Poco/ActiveRecord/ActiveRecord.h"
#include "Poco/ActiveRecord/Query.h"

#include <string>
#include <vector>

using Context = Poco::ActiveRecord::Context;
using Id = long;
template <class T> using Query = Poco::ActiveRecord::Query<T>;
void print(const std::string &text);

template <class T> typename T::Ptr first(const std::vector<typename T::Ptr> &rows) {
  return rows.empty() ? nullptr : rows.front();
}

class Author : public Poco::ActiveRecord::ActiveRecord<Id> {
public:
  using Ptr = Poco::AutoPtr<Author>;
  const std::string &name() const;
  static Ptr find(Context::Ptr context, const Id &id);
};

/// Soft delete in SQL.
class Book : public Poco::ActiveRecord::ActiveRecord<Id> {
public:
  using Ptr = Poco::AutoPtr<Book>;
  const std::string &title() const;
  Author::Ptr author() const { return Author::find(context(), deleted_ ? 7 : author_); }
  Id authorID() const { return author_; }
  static Ptr find(Context::Ptr context, const Id &id) {
    auto rows = Query<Book>(context).where("id = ? AND deleted = 0").bind(id).execute();
    return first<Book>(rows);
  }

private:
  Id author_ = 0;
  bool deleted_ = false;
};

/// As it is generated.
class Movie : public Poco::ActiveRecord::ActiveRecord<Id> {
public:
  using Ptr = Poco::AutoPtr<Movie>;
  const std::string &title() const;
  Author::Ptr director() const { return Author::find(context(), director_); }
  Id directorID() const { return director_; }
  Author::Ptr composer() const { return composer_ ? Author::find(context(), composer_) : nullptr; }
  Id composerID() const { return composer_; }
  static Ptr find(Context::Ptr context, const Id &id);

private:
  Id director_ = 0;
  Id composer_ = 0;
};

/// Soft delete behind the query.
class Song : public Poco::ActiveRecord::ActiveRecord<Id> {
public:
  using Ptr = Poco::AutoPtr<Song>;
  const std::string &title() const;
  bool deleted() const;
  static Ptr load(Context::Ptr context, const Id &id);
  static Ptr find(Context::Ptr context, const Id &id) {
    Ptr song = load(context, id);
    return song && song->deleted() ? nullptr : song;
  }
};

// why not: 'Book::author' is not the plain lookup by key, which is what the batch does instead
void ofAnAccessor(const std::vector<Book::Ptr> &books) {
  for (const auto &book : books)
    print(book->author()->name());
}

void ofAGeneratedAccessor(const std::vector<Movie::Ptr> &movies) {
  for (const auto &movie : movies)
    print(movie->director()->name());
}

// Null without a key, as the batch gives it.
void ofAnAccessorThatTestsItsKey(const std::vector<Movie::Ptr> &movies) {
  for (const auto &movie : movies)
    if (auto composer = movie->composer())
      print(composer->name());
}

// why not: 'Book::find' is not the plain lookup by key, which is what the batch does instead
void bySqlThatHides(const Context::Ptr &context, const std::vector<Id> &ids) {
  for (const Id &id : ids)
    print(Book::find(context, id)->title());
}

// why not: 'Song::find' is not the plain lookup by key, which is what the batch does instead
void byATestThatHides(const Context::Ptr &context, const std::vector<Id> &ids) {
  for (const Id &id : ids)
    print(Song::find(context, id)->title());
}

void byAPlainFinder(const Context::Ptr &context, const std::vector<Id> &ids) {
  for (const Id &id : ids)
    print(Movie::find(context, id)->title());
}
