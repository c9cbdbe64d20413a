// nplus1::batch and by_type on QDjango and a real SQLite database.
#include "qdjango_models.h"

#include <nplus1/guard/gtest.hpp>
#include <nplus1/guard/qtsql.hpp>
#include <nplus1/qdjango.hpp>

#include <QCoreApplication>
#include <QSqlDatabase>
#include <QSqlQuery>

#include <gtest/gtest.h>

#include <memory>
#include <numeric>
#include <sqlite3.h>

namespace {

class QDjangoBatch : public testing::Test {
protected:
  static void SetUpTestSuite() {
    static int argc = 1;
    static char name[] = "test";
    static char *argv[] = {name, nullptr};
    static QCoreApplication application(argc, argv);
    QDjango::registerModel<Author>();
    QDjango::registerModel<Book>();
    QDjango::registerModel<Tag>();
    QDjango::registerModel<Note>();
  }

  void SetUp() override {
    static int number = 0; // QDjango keeps the last database, so each test has its own
    database = QSqlDatabase::addDatabase("QSQLITE", QString::number(++number));
    database.setDatabaseName(":memory:");
    ASSERT_TRUE(database.open());
    QDjango::setDatabase(database);
    ASSERT_TRUE(QDjango::createTables());
    run("INSERT INTO author VALUES (1, 'James'), (2, 'Le Guin')");
    run("INSERT INTO book VALUES (1, 'Grey', 1), (2, 'Lathe', 2), (3, 'Darker', 1), (4, 'Lost', "
        "9)");
    run("INSERT INTO tag VALUES ('scifi', 7)");
    run("INSERT INTO note VALUES (1, 'book', '2'), (2, 'tag', 'scifi'), (3, 'author', '1'), "
        "(4, 'book', '77'), (5, 'book', '')");
    connection = nplus1::detail::qt_sqlite_connection(database);
  }
  void run(const char *sql) { ASSERT_TRUE(QSqlQuery(database).exec(sql)) << sql; }

  QSqlDatabase database;
  sqlite3 *connection = nullptr;
};

template <class T> QString nameOf(T *found) {
  std::unique_ptr<T> owned(found);
  return owned ? owned->name() : QString("none");
}

TEST_F(QDjangoBatch, LoadsAllRowsOfALoopInOneQuery) {
  QDjangoQuerySet<Book> books;
  ASSERT_EQ(books.size(), 4);
  nplus1::query_log log(database);
  auto authors = nplus1::batch<Author>(books, [](const auto &book) { return book.author(); });
  QStringList names;
  for (int i = 0; i < books.size(); ++i) {
    std::unique_ptr<Book> book(books.at(i));
    names << nameOf(authors.find(book->author()));
  }
  EXPECT_EQ(names.join(" ").toStdString(), "James Le Guin James none");
  EXPECT_EQ(log.count(), 1u) << log.queries().back();
}

TEST_F(QDjangoBatch, GivesAnObjectThatTheCallerOwns) {
  QDjangoQuerySet<Book> books;
  auto authors = nplus1::batch<Author>(books, [](const auto &book) { return book.author(); });
  std::unique_ptr<Author> first(authors.find(1)), second(authors.find(1));
  first->setName("changed");
  EXPECT_EQ(second->name(), "James");
  EXPECT_EQ(first->pk().toInt(), 1);
}

TEST_F(QDjangoBatch, ComparesKeysInTheFormOfTheTarget) {
  const QVariant rows[] = {QVariant("1"), QVariant(2), QVariant(), QVariant("abc")};
  nplus1::query_log log(database);
  auto authors = nplus1::batch<Author>(rows, [](const QVariant &key) { return key; });
  EXPECT_EQ(nameOf(authors.find(1)), "James");
  EXPECT_EQ(nameOf(authors.find(QString("2"))), "Le Guin");
  EXPECT_EQ(authors.find(rows[2]), nullptr);
  EXPECT_EQ(authors.find(rows[3]), nullptr);
  EXPECT_EQ(log.count(), 1u);
}

TEST_F(QDjangoBatch, GroupsGenericKeysByType) {
  QDjangoQuerySet<Note> notes;
  ASSERT_EQ(notes.size(), 5);
  nplus1::query_log log(database);
  auto targets = nplus1::by_type(
      notes, nplus1::type<Book>("book"), nplus1::type<Author>("author"), nplus1::type<Tag>("tag"),
      [](const auto &note) { return std::pair(note.kind(), note.target()); });
  auto authors =
      nplus1::batch<Author>(targets.of<Book>(), [](const auto &book) { return book->author(); });
  QStringList text;
  for (int i = 0; i < notes.size(); ++i) {
    std::unique_ptr<Note> note(notes.at(i));
    if (note->kind() == "book") {
      std::unique_ptr<Book> book(targets.find<Book>(note->target()));
      text << (book ? book->title() + " by " + nameOf(authors.find(book->author())) : "none");
    } else if (note->kind() == "tag") {
      std::unique_ptr<Tag> tag(targets.find<Tag>(note->target()));
      text << QString::number(tag->weight());
    } else {
      text << nameOf(targets.find<Author>(note->target()));
    }
  }
  EXPECT_EQ(text.join(", ").toStdString(), "Lathe by Le Guin, 7, James, none, none");
  EXPECT_EQ(log.count(), 4u) << "books, tags, authors, authors of books";
}

TEST_F(QDjangoBatch, FollowsTheConnectionsOwnBindLimit) {
  sqlite3_limit(connection, SQLITE_LIMIT_VARIABLE_NUMBER, 2);
  QDjangoQuerySet<Book> books;
  ASSERT_EQ(books.size(), 4);
  nplus1::query_log log(database);
  auto authors = nplus1::batch<Author>(books, [](const auto &book) { return book.author(); });
  for (int id : {1, 2, 9})
    EXPECT_EQ(nameOf(authors.find(id)) == "none", id == 9);
  EXPECT_EQ(log.count(), 2u);
}

TEST_F(QDjangoBatch, CrossesTheBindLimit) {
  run("WITH RECURSIVE n(i) AS (SELECT 3 UNION ALL SELECT i + 1 FROM n WHERE i < 40000) "
      "INSERT INTO author SELECT i, 'name' FROM n");
  std::vector<int> rows(40000);
  std::iota(rows.begin(), rows.end(), 1);
  nplus1::query_log log(database);
  auto authors = nplus1::batch<Author>(rows, [](int key) { return key; });
  for (int row : rows)
    ASSERT_NE(nameOf(authors.find(row)), "none") << row;
  EXPECT_EQ(log.count(), 40u) << "1,000 per query, because QSQLITE's time is quadratic";
}

TEST_F(QDjangoBatch, AFailedQueryIsNotRemembered) {
  QDjangoQuerySet<Book> books;
  ASSERT_EQ(books.size(), 4);
  run("ALTER TABLE author RENAME TO gone");
  auto authors = nplus1::batch<Author>(books, [](const auto &book) { return book.author(); });
  EXPECT_EQ(authors.find(1), nullptr) << "as get() does";
  run("ALTER TABLE gone RENAME TO author");
  EXPECT_EQ(nameOf(authors.find(1)), "James");
}

TEST_F(QDjangoBatch, ABudgetTakesTheDatabaseAsQDjangoHandsItOut) {
  NPLUS1_QUERY_BUDGET(QDjango::database(), 2);
  const std::vector<int> rows = {1, 2};
  auto authors = nplus1::batch<Author>(rows, [](int key) { return key; });
  EXPECT_EQ(nameOf(authors.find(1)), "James");
  EXPECT_EQ(nameOf(authors.find(2)), "Le Guin");
}

TEST_F(QDjangoBatch, FindsWhatTheLazyQueryFindsForEveryKindOfKey) {
  const QVariantList rows = {1,    "1",   " 2", "2.0", "+1",       "1e0",           2.0,  1.6,
                             0.5f, "1.5", "",   "x",   QVariant(), QByteArray("2"), true, -1};
  auto authors = nplus1::batch<Author>(rows, [](const QVariant &key) { return key; });
  for (const QVariant &key : rows) {
    const QString lazy =
        nameOf(QDjangoQuerySet<Author>().get(QDjangoWhere("pk", QDjangoWhere::Equals, key)));
    EXPECT_EQ(nameOf(authors.find(key)), lazy)
        << key.typeName() << " " << qPrintable(key.toString());
  }
}

TEST_F(QDjangoBatch, ReferencesLoadTogether) {
  struct Entry {
    nplus1::generic<Book, Author> target;
  };
  std::vector<Entry> rows(3);
  rows[0].target.refer<Author>(1);
  rows[1].target.refer<Book>(2);
  nplus1::peers(nplus1::qdjango_database(), rows, &Entry::target);
  rows[2].target.refer<Author>(2);
  nplus1::query_log log(database);
  EXPECT_EQ(rows[0].target.as<Author>()->name(), "James");
  EXPECT_EQ(rows[2].target.as<Author>()->name(), "Le Guin");
  EXPECT_EQ(rows[1].target.as<Book>()->title(), "Lathe");
  EXPECT_EQ(log.count(), 2u);
}

} // namespace
