// nplus1::by_type on POCO ActiveRecord: the activity stream and the tagged items of the texts that
// the project grew from, on a real SQLite database.
#include "poco_database.h"

using namespace shop;

namespace {

class PocoByType : public testing::Test {
protected:
  void SetUp() override {
    db.run("INSERT INTO users VALUES (1, 'ann'), (2, 'bob')");
    db.run("INSERT INTO authors VALUES (1, 'E L James'), (2, 'Le Guin')");
    db.run("INSERT INTO directors VALUES (1, 'James Gunn')");
    db.run("INSERT INTO books VALUES (1, 'Grey', 1), (2, 'Darker', 1), (3, 'Lathe', 2)");
    db.run(std::string("INSERT INTO movies VALUES ('") + movie1 + "', 'Guardians', 1), ('" +
           movie2 + "', 'Suicide Squad', 1)");
    db.run(std::string("INSERT INTO actions VALUES ") + // kinds: 1 user, 2 book, 3 movie
           "(1, 1, 1, 2, '1'), (2, 1, 2, 2, '2'), (3, 1, 1, 3, '" + movie1 + "'), " +
           "(4, 1, 2, 1, '1'), (5, 1, 9, 2, '77'), (6, 1, 1, 2, NULL), (7, 0, 0, 9, '5')");
    actions = db.all<Action>();
  }

  auto targets() {
    return nplus1::by_type(
        context, actions, nplus1::type<User>(Kind::user), nplus1::type<Book>(Kind::book),
        nplus1::type<Movie>(Kind::movie),
        [](const auto &action) { return std::pair(action->actorKind(), action->actorID()); },
        [](const auto &action) { return std::pair(action->targetKind(), action->targetID()); });
  }

  Database db;
  Context::Ptr &context = db.context;
  std::vector<Action::Ptr> actions;
};

template <class Targets> std::string describe(Targets &targets, const Action &action) {
  std::string text;
  if (action.actorKind() == Kind::user) {
    auto user = nplus1::find<User>(targets, action.actorID());
    text += user ? user->name() : "nobody";
  }
  text += ":";
  if (action.targetKind() == Kind::user) {
    text += nplus1::find<User>(targets, action.targetID())->name();
  } else if (action.targetKind() == Kind::book) {
    auto book = nplus1::find<Book>(targets, action.targetID());
    text += book ? book->title() : "none";
  } else if (action.targetKind() == Kind::movie) {
    text += nplus1::find<Movie>(targets, action.targetID())->title();
  }
  return text;
}

TEST_F(PocoByType, ActivityStreamCostsOneQueryPerTypeForAllKeys) {
  nplus1::query_log log(context);
  auto all = targets();
  EXPECT_EQ(log.count(), 0u);
  std::string text;
  for (const auto &action : actions)
    text += describe(all, *action) + " ";
  EXPECT_EQ(text, "ann:Grey bob:Darker ann:Guardians bob:ann nobody:none ann:none : ");
  EXPECT_EQ(log.count(), 3u);
}

TEST_F(PocoByType, TaggedItemsTwoLevelsDeepInFiveQueries) {
  nplus1::query_log log(context);
  actions = db.all<Action>();
  auto all = nplus1::by_type(
      context, actions, nplus1::type<Book>(Kind::book), nplus1::type<Movie>(Kind::movie),
      [](const auto &action) { return std::pair(action->targetKind(), action->targetID()); });
  auto authors = nplus1::batch<Author>(context, all.of<Book>(),
                                       [](const auto &book) { return book->authorID(); });
  auto directors = nplus1::batch<Director>(context, all.of<Movie>(),
                                           [](const auto &movie) { return movie->directorID(); });
  std::string text;
  for (const auto &action : actions) {
    if (action->targetKind() == Kind::book) {
      if (auto book = all.find<Book>(action->targetID()))
        text += authors.find(book->authorID())->name() + ", ";
    } else if (action->targetKind() == Kind::movie) {
      text += directors.find(all.find<Movie>(action->targetID())->directorID())->name() + ", ";
    }
  }
  EXPECT_EQ(text, "E L James, E L James, James Gunn, ");
  EXPECT_EQ(log.count(), 5u) << "page, books, authors, movies, directors";
}

TEST_F(PocoByType, LoadsOnlyTheTypesThatAreAskedFor) {
  nplus1::query_log log(context);
  auto all = targets();
  EXPECT_EQ(all.find<Book>(1)->title(), "Grey");
  EXPECT_EQ(log.count(), 1u);
}

TEST_F(PocoByType, TakesTheContextFromTheRows) {
  nplus1::query_log log(context);
  auto all = nplus1::by_type(
      actions, nplus1::type<User>(Kind::user), nplus1::type<Book>(Kind::book),
      [](const auto &action) { return std::pair(action->targetKind(), action->targetID()); });
  EXPECT_EQ(all.find<Book>("2", actions[1])->title(), "Darker");
  EXPECT_EQ(all.find<User>(1)->name(), "ann");
  EXPECT_EQ(log.count(), 2u);
}

TEST_F(PocoByType, OneFailingTypeLeavesTheOthersUsable) {
  db.run("DROP TABLE users");
  auto all = targets();
  EXPECT_EQ(all.find<Book>(1)->title(), "Grey");
  try {
    all.find<User>(1);
    FAIL() << "a failing query must throw";
  } catch (const Poco::Exception &failure) {
    EXPECT_NE(failure.message().find("shop::User"), std::string::npos) << failure.message();
  }
  EXPECT_EQ(all.find<Movie>(movie1)->title(), "Guardians");
}

TEST_F(PocoByType, TakesTextEnumAndIntegerTags) {
  struct Row {
    std::string kind;
    int id;
  };
  const std::vector<Row> rows = {{"book", 1}, {"user", 2}, {"tome", 3}, {"unknown", 4}};
  nplus1::query_log log(context);
  auto all = nplus1::by_type(context, rows, nplus1::type<Book>("book", "tome"),
                             nplus1::type<User>(std::string("user")),
                             [](const Row &row) { return std::pair(row.kind, row.id); });
  EXPECT_EQ(all.find<Book>(3)->title(), "Lathe");
  EXPECT_EQ(all.find<Book>(1)->title(), "Grey");
  EXPECT_EQ(all.find<User>(2)->name(), "bob");
  EXPECT_EQ(log.count(), 2u);
  auto numbers = nplus1::by_type(context, rows, nplus1::type<Book>(Kind::book), [](const Row &row) {
    return std::pair(row.kind == "book" ? 2 : 0, row.id);
  });
  EXPECT_EQ(numbers.find<Book>(1)->title(), "Grey");
}

TEST_F(PocoByType, OtherTagsAreThoseThatNoTypeBeforeNames) {
  struct Row {
    std::string kind;
    int id;
  };
  const std::vector<Row> rows = {{"book", 1}, {"user", 2}, {"anything", 1}, {"", 2}};
  nplus1::query_log log(context);
  auto all = nplus1::by_type(context, rows, nplus1::type<Book>("book"),
                             nplus1::type<User>(nplus1::other_tags),
                             [](const Row &row) { return std::pair(row.kind, row.id); });
  std::string text;
  for (const Row &row : rows)
    text += row.kind == "book" ? all.find<Book>(row.id)->title() : all.find<User>(row.id)->name();
  EXPECT_EQ(text, "Greybobannbob");
  EXPECT_EQ(log.count(), 2u);
}

} // namespace
