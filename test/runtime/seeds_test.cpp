// What the texts that the project grew from ask for, on a real database: an activity stream with
// any number of generic keys, tagged items two levels deep, and choices with their questions.
// Prints the queries of the lazy loop and of the same loop with the runtime. SQLite in memory, or,
// if run by postgres/with_server, PostgreSQL.
#include "poco_models.h"

#include <nplus1/guard/gtest.hpp>
#include <nplus1/guard/poco.hpp>
#include <nplus1/poco.hpp>

#include <Poco/Data/PostgreSQL/Connector.h>
#include <Poco/Tuple.h>

#include <gtest/gtest.h>

#include <cstdio>
#include <cstdlib>
#include <string>
#include <utility>
#include <vector>

using namespace shop;

namespace shop {

/// A tag on a book or a movie.
class TaggedItem : public Record<TaggedItem, Int64> {
public:
  SHOP_TABLE("tagged_items", "id", "tag", "kind", "object")
  const std::string &tag() const { return tag_; }
  Kind kind() const { return static_cast<Kind>(kind_); }
  const std::string &objectID() const { return object_; }
  template <class F> static void fields(F f) {
    f(&TaggedItem::tag_);
    f(&TaggedItem::kind_);
    f(&TaggedItem::object_);
  }

private:
  std::string tag_;
  Poco::Int32 kind_ = 0;
  std::string object_;
};

class Question : public Record<Question, Int64> {
public:
  SHOP_TABLE("questions", "id", "text")
  const std::string &text() const { return text_; }
  template <class F> static void fields(F f) { f(&Question::text_); }

private:
  std::string text_;
};

/// Its question loads itself, for all choices that were read together.
class Choice : public Record<Choice, Int64> {
public:
  SHOP_TABLE("choices", "id", "text", "question")
  const nplus1::lazy<Question> &question() const { return question_.in(context()); }
  const std::string &text() const { return text_; }
  template <class F> static void fields(F f) {
    f(&Choice::text_);
    f(&Choice::question_);
  }
  static auto relation() { return &Choice::question_; }

private:
  std::string text_;
  nplus1::lazy<Question> question_;
};

} // namespace shop

template <> class Poco::Data::TypeHandler<TaggedItem> : public RecordHandler<TaggedItem> {};
template <> class Poco::Data::TypeHandler<Question> : public RecordHandler<Question> {};
template <> class Poco::Data::TypeHandler<Choice> : public RecordHandler<Choice> {};

namespace {

constexpr int rows = 100;
constexpr int most_keys = 5;
constexpr Kind kinds[] = {Kind::user, Kind::book, Kind::movie, Kind::country};

/// Five generic keys: a tag and a key as text each.
using Event = Poco::Tuple<int, std::string, int, std::string, int, std::string, int, std::string,
                          int, std::string>;
template <std::size_t Key> std::pair<Kind, const std::string &> reference(const Event &event) {
  return {static_cast<Kind>(event.get<2 * Key>()), event.get<2 * Key + 1>()};
}

std::string keyOf(Kind kind, int number) {
  char text[40];
  std::snprintf(text, sizeof text,
                kind == Kind::movie     ? "00000000-0000-0000-0000-%012d"
                : kind == Kind::country ? "c%d"
                                        : "%d",
                number);
  return text;
}

Context::Ptr connected() {
  const char *port = std::getenv("PGPORT");
  if (!port) {
    Poco::Data::SQLite::Connector::registerConnector();
    return new Context("SQLite", ":memory:");
  }
  Poco::Data::PostgreSQL::Connector::registerConnector();
  return new Context("PostgreSQL",
                     std::string("host=127.0.0.1 user=test dbname=postgres port=") + port);
}

class Seeds : public testing::Test {
protected:
  void SetUp() override {
    context = connected();
    for (const char *table : {"users", "authors", "directors", "books", "movies", "countries",
                              "events", "tagged_items", "questions", "choices"})
      run(std::string("DROP TABLE IF EXISTS ") + table);
    run("CREATE TABLE users (id BIGINT PRIMARY KEY, name TEXT)");
    run("CREATE TABLE authors (id BIGINT PRIMARY KEY, name TEXT)");
    run("CREATE TABLE directors (id BIGINT PRIMARY KEY, name TEXT)");
    run("CREATE TABLE books (id BIGINT PRIMARY KEY, title TEXT, author BIGINT)");
    run("CREATE TABLE movies (id CHAR(36) PRIMARY KEY, title TEXT, director BIGINT)");
    run("CREATE TABLE countries (code VARCHAR(10) PRIMARY KEY, name TEXT)");
    run("CREATE TABLE events (kind1 INT, key1 TEXT, kind2 INT, key2 TEXT, kind3 INT, key3 TEXT,"
        " kind4 INT, key4 TEXT, kind5 INT, key5 TEXT)");
    run("CREATE TABLE tagged_items (id BIGINT PRIMARY KEY, tag TEXT, kind INT, object TEXT)");
    run("CREATE TABLE questions (id BIGINT PRIMARY KEY, text TEXT)");
    run("CREATE TABLE choices (id BIGINT PRIMARY KEY, text TEXT, question BIGINT)");
    for (int i = 1; i <= 20; ++i) {
      const auto n = std::to_string(i), m = std::to_string(i % 3 + 1);
      run("INSERT INTO users VALUES (" + n + ", 'user " + n + "')");
      run("INSERT INTO authors VALUES (" + n + ", 'author " + n + "')");
      run("INSERT INTO directors VALUES (" + n + ", 'director " + n + "')");
      run("INSERT INTO books VALUES (" + n + ", 'book " + n + "', " + m + ")");
      run("INSERT INTO movies VALUES ('" + keyOf(Kind::movie, i) + "', 'movie " + n + "', " + m +
          ")");
      run("INSERT INTO countries VALUES ('" + keyOf(Kind::country, i) + "', 'country " + n + "')");
      run("INSERT INTO questions VALUES (" + n + ", 'question " + n + "')");
    }
  }

  void run(const std::string &sql) { context->session() << sql, Poco::Data::Keywords::now; }

  /// Generic keys 1 to `keys` refer to the first `types` kinds, the others to nothing.
  void fillEvents(int keys, int types) {
    run("DELETE FROM events");
    for (int row = 0; row < rows; ++row) {
      std::string values;
      for (int key = 0; key < most_keys; ++key) {
        const Kind kind = key < keys ? kinds[(row + key) % types] : Kind::none;
        values += (key ? ", " : "") + std::to_string(static_cast<int>(kind)) + ", '" +
                  keyOf(kind, (row * 7 + key) % 20 + 1) + "'";
      }
      run("INSERT INTO events VALUES (" + values + ")");
    }
  }

  std::vector<Event> events() {
    using namespace Poco::Data::Keywords;
    std::vector<Event> read;
    context->session() << "SELECT * FROM events", into(read), now;
    return read;
  }

  void print(const std::string &what, std::size_t lazy, std::size_t batched) {
    std::printf("%-10s  %-52s  lazy %4zu queries, nplus1 %zu\n",
                context->session().connector().c_str(), what.c_str(), lazy, batched);
  }

  Context::Ptr context;
};

std::string lazyName(const Context::Ptr &context, Kind kind, const std::string &key) {
  switch (kind) {
  case Kind::user:
    return User::find(context, std::stoll(key))->name();
  case Kind::book:
    return Book::find(context, std::stoll(key))->title();
  case Kind::movie:
    return Movie::find(context, Poco::UUID(key))->title();
  case Kind::country:
    return Country::find(context, key)->name();
  default:
    return {};
  }
}

template <class Targets> std::string nameIn(Targets &targets, Kind kind, const std::string &key) {
  switch (kind) {
  case Kind::user:
    return nplus1::find<User>(targets, key)->name();
  case Kind::book:
    return nplus1::find<Book>(targets, key)->title();
  case Kind::movie:
    return nplus1::find<Movie>(targets, key)->title();
  case Kind::country:
    return nplus1::find<Country>(targets, key)->name();
  default:
    return {};
  }
}

template <std::size_t... Key>
std::string printBatched(const Context::Ptr &context, const std::vector<Event> &events,
                         std::index_sequence<Key...>) {
  auto targets = nplus1::by_type(context, events, nplus1::type<User>(Kind::user),
                                 nplus1::type<Book>(Kind::book), nplus1::type<Movie>(Kind::movie),
                                 nplus1::type<Country>(Kind::country),
                                 [](const Event &event) { return reference<Key>(event); }...);
  std::string text;
  const auto append = [&](const auto &target) {
    text += nameIn(targets, target.first, target.second) + " ";
  };
  for (const Event &event : events)
    (append(reference<Key>(event)), ...);
  return text;
}

template <std::size_t... Key>
std::string printLazily(const Context::Ptr &context, const std::vector<Event> &events,
                        std::index_sequence<Key...>) {
  std::string text;
  const auto append = [&](const auto &target) {
    text += lazyName(context, target.first, target.second) + " ";
  };
  for (const Event &event : events)
    (append(reference<Key>(event)), ...);
  return text;
}

TEST_F(Seeds, ActivityStreamInOnePlusKForAnyNumberOfGenericKeys) {
  const auto stream = [&](auto keys, int types) {
    constexpr int count = decltype(keys)::size();
    fillEvents(count, types);
    nplus1::query_log log(context);
    const std::string lazy = printLazily(context, events(), keys);
    const auto before = log.count();
    log.clear();
    EXPECT_EQ(printBatched(context, events(), keys), lazy);
    EXPECT_EQ(before, 1u + rows * count);
    EXPECT_EQ(log.count(), 1u + types) << count << " generic keys";
    print("activity stream, " + std::to_string(rows) +
              " rows, generic keys: " + std::to_string(count) + ", types: " + std::to_string(types),
          before, log.count());
  };
  for (int types = 1; types <= 4; ++types) {
    stream(std::make_index_sequence<1>(), types);
    stream(std::make_index_sequence<2>(), types);
    stream(std::make_index_sequence<3>(), types);
    stream(std::make_index_sequence<5>(), types);
  }
}

TEST_F(Seeds, TaggedItemsTwoLevelsDeepInFiveQueries) {
  for (int i = 0; i < rows; ++i) {
    const Kind kind = i % 2 ? Kind::movie : Kind::book;
    run("INSERT INTO tagged_items VALUES (" + std::to_string(i) + ", 'tag', " +
        std::to_string(static_cast<int>(kind)) + ", '" + keyOf(kind, i % 20 + 1) + "')");
  }
  const auto page = [&] {
    return Poco::ActiveRecord::Query<TaggedItem>(context).orderBy("id").execute();
  };
  nplus1::query_log log(context);
  std::string lazy, batched;
  for (const auto &item : page())
    lazy += item->kind() == Kind::book
                ? Book::find(context, std::stoll(item->objectID()))->author()->name()
                : Movie::find(context, Poco::UUID(item->objectID()))->director()->name();
  const auto before = log.count();
  log.clear();

  const auto items = page();
  auto targets = nplus1::by_type(
      context, items, nplus1::type<Book>(Kind::book), nplus1::type<Movie>(Kind::movie),
      [](const auto &item) { return std::pair(item->kind(), item->objectID()); });
  auto authors = nplus1::batch<Author>(context, targets.of<Book>(),
                                       [](const auto &book) { return book->authorID(); });
  auto directors = nplus1::batch<Director>(context, targets.of<Movie>(),
                                           [](const auto &movie) { return movie->directorID(); });
  for (const auto &item : items)
    batched += item->kind() == Kind::book
                   ? authors.find(targets.find<Book>(item->objectID())->authorID())->name()
                   : directors.find(targets.find<Movie>(item->objectID())->directorID())->name();
  EXPECT_EQ(batched, lazy);
  EXPECT_EQ(before, 1u + 2 * rows);
  EXPECT_EQ(log.count(), 5u) << "page, books, authors, movies, directors";
  print("tagged items, " + std::to_string(rows) + " rows, two levels", before, log.count());
}

TEST_F(Seeds, ChoiceQuestionInTwoQueries) {
  for (int i = 0; i < rows; ++i)
    run("INSERT INTO choices VALUES (" + std::to_string(i) + ", 'choice', " +
        std::to_string(i % 20 + 1) + ")");
  const auto all = [&] {
    return Poco::ActiveRecord::Query<Choice>(context).orderBy("id").execute();
  };
  nplus1::query_log log(context);
  std::string lazy, batched;
  for (const auto &choice : all())
    lazy += choice->question()->text();
  const auto before = log.count();
  log.clear();

  auto choices = all();
  nplus1::peers(context, choices, Choice::relation());
  for (const auto &choice : choices)
    batched += choice->question()->text();
  EXPECT_EQ(batched, lazy);
  EXPECT_EQ(before, 1u + rows);
  EXPECT_EQ(log.count(), 2u) << "choices, questions";
  print("choice.question, " + std::to_string(rows) + " rows", before, log.count());
}

} // namespace
