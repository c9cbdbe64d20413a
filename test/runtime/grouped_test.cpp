// nplus1::grouped on SQLite's C interface: the books of each author, as the lazy program reads them
// with one query per author.
#include <nplus1/grouped.hpp>
#include <nplus1/guard/sqlite3.hpp>

#include <gtest/gtest.h>

#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

namespace {

struct Book {
  std::string author;
  std::string title;
};

class Grouped : public testing::Test {
protected:
  void SetUp() override {
    ASSERT_EQ(sqlite3_open(":memory:", &db), SQLITE_OK);
    sqlite3_exec(db,
                 "CREATE TABLE book (author TEXT COLLATE NOCASE, title TEXT);"
                 "INSERT INTO book VALUES ('1', 'b'), ('2', 'c'), ('1', 'a'), ('4', 'd'), "
                 "('Ann', 'e')",
                 nullptr, nullptr, nullptr);
  }
  ~Grouped() override { sqlite3_close(db); }

  /// The books of some authors, by title.
  template <class Keys> std::vector<Book> booksOf(const Keys &keys) {
    asked.push_back(keys.size());
    std::string sql = "SELECT author, title FROM book WHERE author IN (?";
    for (std::size_t i = 1; i < keys.size(); ++i)
      sql += ",?";
    sqlite3_stmt *statement = nullptr;
    if (sqlite3_prepare_v2(db, (sql + ") ORDER BY title").c_str(), -1, &statement, nullptr) !=
        SQLITE_OK)
      throw std::runtime_error(sqlite3_errmsg(db));
    int number = 0;
    for (const auto &key : keys)
      sqlite3_bind_text(statement, ++number, text(key).c_str(), -1, SQLITE_TRANSIENT);
    std::vector<Book> books;
    while (sqlite3_step(statement) == SQLITE_ROW)
      books.push_back({reinterpret_cast<const char *>(sqlite3_column_text(statement, 0)),
                       reinterpret_cast<const char *>(sqlite3_column_text(statement, 1))});
    sqlite3_finalize(statement);
    return books;
  }
  static std::string text(int key) { return std::to_string(key); }
  static std::string text(const std::string &key) { return key; }

  template <class Authors> auto books(const Authors &authors, std::size_t max_keys = 900) {
    return nplus1::grouped(
        authors, [](const auto &author) { return author; },
        [this](auto keys) { return this->booksOf(keys); },
        [](const Book &book) { return book.author; }, max_keys);
  }
  template <class Found> static std::string titles(const Found &found) {
    std::string all;
    for (const Book &book : found)
      all += book.title;
    return all;
  }

  sqlite3 *db = nullptr;
  std::vector<std::size_t> asked;
};

TEST_F(Grouped, LoadsTheManySideOfAllRowsInOneQuery) {
  const std::vector<int> authors = {1, 2, 1, 3};
  nplus1::query_log log(db);
  auto all = books(authors);
  EXPECT_EQ(log.count(), 0u);
  std::string text;
  for (int author : authors)
    text += titles(all.find(author)) + " ";
  EXPECT_EQ(text, "ab c ab  ") << "the query's order, within each author";
  EXPECT_EQ(log.count(), 1u);
  EXPECT_EQ(asked, std::vector<std::size_t>{3});
}

TEST_F(Grouped, ChunksAreLoadedWhenTheyAreAskedFor) {
  const std::vector<int> authors = {1, 2, 3, 4, 5};
  auto all = books(authors, 2);
  EXPECT_EQ(titles(all.find(4)), "d");
  EXPECT_EQ(asked, (std::vector<std::size_t>{2}));
  all.find(5);
  EXPECT_EQ(asked.size(), 1u);
  EXPECT_EQ(titles(all.find(1)), "ab");
  EXPECT_EQ(titles(all.find(3)), "");
  EXPECT_EQ(asked, (std::vector<std::size_t>{2, 2, 1}));
}

TEST_F(Grouped, ANullKeyAsksForNothing) {
  const std::vector<std::optional<int>> authors = {std::nullopt, 2};
  auto all = books(authors);
  EXPECT_TRUE(all.find(authors[0]).empty());
  EXPECT_TRUE(asked.empty());
  EXPECT_EQ(titles(all.find(authors[1])), "c");
}

TEST_F(Grouped, AKeyThatNoRowHadIsAskedForAlone) {
  const std::vector<int> authors = {1};
  auto all = books(authors);
  EXPECT_EQ(titles(all.find(2)), "c");
  EXPECT_EQ(titles(all.find(2)), "c");
  EXPECT_EQ(asked, std::vector<std::size_t>{1});
}

TEST_F(Grouped, SpellingsThatTheDatabaseHoldsForEqualMeet) {
  const std::vector<std::string> authors = {"ANN", "1", "bob", "cy"};
  auto all = books(authors);
  for (const std::string &author : authors)
    EXPECT_EQ(titles(all.find(author)), author == "ANN" ? "e" : author == "1" ? "ab" : "");
  EXPECT_EQ(titles(all.find("Ann")), "e") << "whose rows the database gives again";
  EXPECT_EQ(asked, (std::vector<std::size_t>{4, 1}));
}

TEST_F(Grouped, TheDatabasesOwnComparisonDecides) {
  // Rows that no spelling explains: all keys of the chunk that have none are asked for alone.
  // Where a chunk explains nothing, chunks are given up: one query more than the lazy program.
  const std::vector<std::string> keys = {"a", "b", "c", "d", "e", "f"};
  auto all = nplus1::grouped(
      keys, [](const auto &key) { return key; },
      [this](auto asks) {
        asked.push_back(asks.size());
        std::vector<Book> rows;
        for (const std::string &ask : asks)
          rows.push_back({"=" + ask, ask});
        return rows;
      },
      [](const Book &book) { return book.author; }, 3);
  for (const std::string &key : keys)
    EXPECT_EQ(titles(all.find(key)), key);
  EXPECT_EQ(asked, (std::vector<std::size_t>{3, 1, 1, 1, 1, 1, 1}));
}

TEST_F(Grouped, KeysMayBeTextOfC) {
  const std::string first = "1", again = "1";
  const std::vector<const char *> authors = {first.c_str(), again.c_str(), nullptr};
  auto all = books(authors);
  EXPECT_EQ(titles(all.find(again.c_str())), "ab");
  EXPECT_EQ(asked, std::vector<std::size_t>{1}) << "equal by their characters";
}

TEST_F(Grouped, AFailureNamesTheTypeAndIsNotRemembered) {
  const std::vector<int> authors = {1, 2};
  auto all = books(authors);
  sqlite3_exec(db, "ALTER TABLE book RENAME TO gone", nullptr, nullptr, nullptr);
  try {
    all.find(1);
    FAIL() << "a failing query must throw";
  } catch (const std::runtime_error &failure) {
    EXPECT_NE(std::string(failure.what()).find("loading 2 keys of"), std::string::npos);
    EXPECT_NE(std::string(failure.what()).find("Book"), std::string::npos) << failure.what();
  }
  sqlite3_exec(db, "ALTER TABLE gone RENAME TO book", nullptr, nullptr, nullptr);
  EXPECT_EQ(titles(all.find(1)), "ab");
}

} // namespace
