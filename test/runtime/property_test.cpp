// Properties of by_type on random rows: nulls, dangling and repeated keys, keys as text for targets
// with number, UUID and text keys, several generic keys per row, a second level, any bind limit,
// loops that stop early. The result is the lazy program's, and so is at most the number of queries.
#include "poco_database.h"

#include <rapidcheck/gtest.h>
#include <sqlite3.h>

#include <map>
#include <optional>
#include <set>

using namespace shop;

namespace {

struct Reference {
  Kind kind = Kind::none;
  std::optional<std::string> key;
};

struct Row {
  Reference actor, target;
};

std::string movieKey(int number) {
  char text[40];
  std::snprintf(text, sizeof text, "00000000-0000-0000-0000-%012d", number + 1);
  return text;
}

rc::Gen<Reference> references() {
  return rc::gen::apply(
      [](int kind, int number, int null) {
        Reference made;
        made.kind = static_cast<Kind>(kind);
        if (null == 0)
          return made;
        if (made.kind == Kind::movie)
          made.key = movieKey(number);
        else if (made.kind == Kind::country)
          made.key = "k" + std::to_string(number);
        else
          made.key = std::to_string(number);
        return made;
      },
      rc::gen::inRange(0, 6), rc::gen::inRange(1, 30), rc::gen::inRange(0, 8));
}

rc::Gen<std::vector<Row>> rowsOfAnyKind() {
  return rc::gen::container<std::vector<Row>>(rc::gen::construct<Row>(references(), references()));
}

/// Targets 1 to 20 exist; 21 to 29 dangle. Some books have no author.
Database &library() {
  static Database *made = [] {
    auto *db = new Database;
    for (int i = 1; i <= 20; ++i) {
      const auto n = std::to_string(i);
      db->run("INSERT INTO users VALUES (" + n + ", 'user " + n + "')");
      db->run("INSERT INTO books VALUES (" + n + ", 'book " + n + "', " + std::to_string(i % 7) +
              ")");
      db->run("INSERT INTO movies VALUES ('" + movieKey(i) + "', 'movie " + n + "', 1)");
      db->run("INSERT INTO countries VALUES ('k" + n + "', 'country " + n + "')");
      if (i < 6)
        db->run("INSERT INTO authors VALUES (" + n + ", 'author " + n + "')");
    }
    return db;
  }();
  return *made;
}

template <class Name> std::string named(const Name &object) {
  return object ? object->name() + ";" : "none;";
}

std::string lazily(Context::Ptr context, const Reference &reference) {
  if (!reference.key)
    return "null;";
  switch (reference.kind) {
  case Kind::user:
    return named(User::find(context, std::stoll(*reference.key)));
  case Kind::country:
    return named(Country::find(context, *reference.key));
  case Kind::movie: {
    auto movie = Movie::find(context, Poco::UUID(*reference.key));
    return movie ? movie->title() : "none;";
  }
  case Kind::book: {
    auto book = Book::find(context, std::stoll(*reference.key));
    return book ? book->title() + " by " + named(book->author()) : "none;";
  }
  default:
    return "unknown;";
  }
}

template <class Targets, class Authors>
std::string batched(Targets &targets, Authors &authors, const Reference &reference) {
  if (!reference.key)
    return "null;";
  switch (reference.kind) {
  case Kind::user:
    return named(nplus1::find<User>(targets, *reference.key));
  case Kind::country:
    return named(nplus1::find<Country>(targets, *reference.key));
  case Kind::movie: {
    auto movie = nplus1::find<Movie>(targets, *reference.key);
    return movie ? movie->title() : "none;";
  }
  case Kind::book: {
    auto book = nplus1::find<Book>(targets, *reference.key);
    return book ? book->title() + " by " + named(authors.find(book->authorID())) : "none;";
  }
  default:
    return "unknown;";
  }
}

/// Runs `use` with the batches of a program that was fixed.
template <class Use> void withBatches(Context::Ptr context, const std::vector<Row> &rows, Use use) {
  auto targets = nplus1::by_type(
      context, rows, nplus1::type<User>(Kind::user), nplus1::type<Book>(Kind::book),
      nplus1::type<Movie>(Kind::movie), nplus1::type<Country>(Kind::country),
      [](const Row &row) { return std::pair(row.actor.kind, row.actor.key); },
      [](const Row &row) { return std::pair(row.target.kind, row.target.key); });
  auto authors = nplus1::batch<Author>(context, targets.template of<Book>(),
                                       [](const auto &book) { return book->authorID(); });
  use(targets, authors);
}

void limitBinds(Context::Ptr context, int limit) {
  sqlite3_limit(Poco::AnyCast<sqlite3 *>(context->session().getProperty("handle")),
                SQLITE_LIMIT_VARIABLE_NUMBER, limit);
}

RC_GTEST_PROP(ByTypeProperty, EqualsTheLazyProgramWithNeverMoreQueries, ()) {
  const auto rows = *rowsOfAnyKind();
  const auto limit = *rc::gen::inRange(1, 25);
  const auto stop = *rc::gen::inRange<std::size_t>(0, rows.size() + 1);
  auto context = library().context;
  limitBinds(context, limit);
  nplus1::query_log log(context);
  std::string expected, found;
  for (std::size_t i = 0; i < stop; ++i)
    expected += lazily(context, rows[i].actor) + lazily(context, rows[i].target);
  const auto lazyQueries = log.count();
  log.clear();
  withBatches(context, rows, [&](auto &targets, auto &authors) {
    for (std::size_t i = 0; i < stop; ++i)
      found += batched(targets, authors, rows[i].actor) + batched(targets, authors, rows[i].target);
  });
  RC_ASSERT(found == expected);
  RC_ASSERT(log.count() <= lazyQueries);
}

RC_GTEST_PROP(ByTypeProperty, QueriesFollowTheFormula, ()) {
  const auto rows = *rowsOfAnyKind();
  const auto limit = *rc::gen::inRange<std::size_t>(1, 25);
  auto context = library().context;
  limitBinds(context, static_cast<int>(limit));
  std::map<Kind, std::set<std::string>> keys;
  for (const Row &row : rows)
    for (const Reference &reference : {row.actor, row.target})
      if (reference.key && reference.kind != Kind::none)
        keys[reference.kind].insert(*reference.key);
  nplus1::query_log log(context);
  withBatches(context, rows, [&](auto &targets, auto &authors) {
    for (const Row &row : rows)
      for (const Reference &reference : {row.actor, row.target})
        if (reference.kind != Kind::book)
          batched(targets, authors, reference);
        else if (reference.key)
          targets.template find<Book>(*reference.key);
  });
  std::size_t expected = 0;
  for (Kind kind : {Kind::user, Kind::book, Kind::movie, Kind::country})
    expected += (keys[kind].size() + limit - 1) / limit;
  RC_ASSERT(log.count() == expected);
}

RC_GTEST_PROP(ByTypeProperty, ASecondLevelCostsOneQueryMore, ()) {
  const auto rows = *rowsOfAnyKind();
  auto context = library().context;
  limitBinds(context, 250000);
  std::set<std::string> books;
  for (const Row &row : rows)
    for (const Reference &reference : {row.actor, row.target})
      if (reference.key && reference.kind == Kind::book && std::stoi(*reference.key) <= 20)
        books.insert(*reference.key);
  nplus1::query_log log(context);
  withBatches(context, rows, [&](auto &targets, auto &authors) {
    for (const Row &row : rows)
      for (const Reference &reference : {row.actor, row.target})
        if (reference.kind == Kind::book)
          batched(targets, authors, reference);
  });
  RC_ASSERT(log.count() <= 2u);
  RC_ASSERT((log.count() == 2u) == !books.empty());
}

} // namespace
