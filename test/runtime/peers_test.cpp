// nplus1::lazy and generic: rows loaded together load their relations together.
#include "poco_database.h"

#include <memory>

using namespace shop;

namespace shop {

/// A choice of a question, as in the text on automatic prefetching: both are plain structs here.
struct Choice {
  int id;
  nplus1::lazy<Book> question;
};

struct Event {
  nplus1::generic<User, Book, Movie> actor, target;
};

/// An entity whose foreign key column is a lazy reference.
class Chapter : public Record<Chapter, Int64> {
public:
  SHOP_TABLE("books", "id", "title", "author")
  const nplus1::lazy<Author> &author() const { return author_.in(context()); }
  template <class F> static void fields(F f) {
    f(&Chapter::title_);
    f(&Chapter::author_);
  }

private:
  friend struct nplus1::relations<Chapter>;
  std::string title_;
  nplus1::lazy<Author> author_;
};

struct Line {
  nplus1::lazy<Chapter> chapter;
};

} // namespace shop

template <> struct nplus1::relations<Chapter> {
  static auto members() { return std::tuple(&Chapter::author_); }
};
template <> class Poco::Data::TypeHandler<Chapter> : public RecordHandler<Chapter> {};

namespace {

class Peers : public testing::Test {
protected:
  void SetUp() override {
    db.run("INSERT INTO authors VALUES (1, 'E L James'), (2, 'Le Guin')");
    db.run("INSERT INTO users VALUES (1, 'ann'), (2, 'bob')");
    db.run("INSERT INTO books VALUES (1, 'Grey', 1), (2, 'Darker', 1), (3, 'Lathe', 2)");
    db.run(std::string("INSERT INTO movies VALUES ('") + movie1 + "', 'Guardians', 1)");
  }

  Database db;
  Context::Ptr &context = db.context;
};

TEST_F(Peers, ChoiceQuestionInTwoQueries) {
  nplus1::query_log log(context);
  std::vector<Choice> choices;
  for (const auto &book : db.all<Book>())
    choices.push_back({int(book->id()), book->id()});
  nplus1::peers(context, choices, &Choice::question);
  std::string titles;
  for (const Choice &choice : choices)
    titles += choice.question->title() + " ";
  EXPECT_EQ(titles, "Grey Darker Lathe ");
  EXPECT_EQ(log.count(), 2u) << "choices, questions";
}

TEST_F(Peers, Row22LoadedReferencesAndRow23TheirEditsStay) {
  std::vector<Choice> choices = {{1, 1}, {2, 2}};
  nplus1::peers(context, choices, &Choice::question);
  ASSERT_EQ(choices[0].question->title(), "Grey");
  auto edited = choices[0].question.get();
  choices.push_back({3, 3});
  nplus1::peers(context, choices, &Choice::question);
  nplus1::query_log log(context);
  EXPECT_EQ(choices[2].question->title(), "Lathe");
  EXPECT_EQ(choices[1].question->title(), "Darker");
  EXPECT_EQ(choices[0].question.get(), edited);
  ASSERT_EQ(log.count(), 1u);
  EXPECT_EQ(log.queries()[0].find(','), log.queries()[0].find(", title")) << "one key, not three";
}

TEST_F(Peers, Row30PeersAreWeak) {
  std::vector<Choice> choices = {{1, 1}, {2, 2}, {3, 3}};
  nplus1::peers(context, choices, &Choice::question);
  choices.pop_back();
  nplus1::query_log log(context);
  EXPECT_EQ(choices[0].question->title(), "Grey");
  EXPECT_EQ(choices[1].question->title(), "Darker");
  ASSERT_EQ(log.count(), 1u);
  EXPECT_NE(log.queries()[0].find("IN (?,?)"), std::string::npos) << log.queries()[0];
}

TEST_F(Peers, SurvivesCopiesAndMovesOfRows) {
  auto choices =
      nplus1::peers(context, std::vector<Choice>{{1, 1}, {2, 2}, {3, 3}}, &Choice::question);
  nplus1::query_log log(context);
  std::string titles;
  for (Choice choice : choices)
    titles += choice.question->title() + " ";
  EXPECT_EQ(titles, "Grey Darker Lathe ");
  EXPECT_EQ(log.count(), 1u);
}

TEST_F(Peers, GenericReferencesMergeByType) {
  std::vector<Event> events(3);
  const auto refer = [](auto &reference, Kind kind, const std::string &key) {
    reference.refer(kind, key, nplus1::type<User>(Kind::user), nplus1::type<Book>(Kind::book),
                    nplus1::type<Movie>(Kind::movie));
  };
  refer(events[0].actor, Kind::user, "1");
  refer(events[0].target, Kind::book, "1");
  refer(events[1].actor, Kind::user, "2");
  refer(events[1].target, Kind::user, "1");
  refer(events[2].actor, Kind::user, "1");
  refer(events[2].target, Kind::movie, movie1);
  nplus1::peers(context, events, &Event::actor, &Event::target);
  nplus1::query_log log(context);
  std::string text;
  for (const Event &event : events) {
    text += event.actor.as<User>()->name() + ":";
    if (event.target.is<Book>())
      text += event.target.as<Book>()->title() + " ";
    else if (event.target.is<User>())
      text += event.target.as<User>()->name() + " ";
    else
      text += event.target.as<Movie>()->title() + " ";
  }
  EXPECT_EQ(text, "ann:Grey bob:ann ann:Guardians ");
  EXPECT_EQ(log.count(), 3u);
}

TEST_F(Peers, Row17AnUnknownTagIsKnownToBeUnknown) {
  Event event;
  event.target.refer(Kind::country, "de", nplus1::type<Book>(Kind::book));
  EXPECT_TRUE(event.target.is_unknown());
  EXPECT_FALSE(event.target);
  event.target.refer(Poco::Nullable<int>(), "1", nplus1::type<Book>(Kind::book));
  EXPECT_FALSE(event.target.is_unknown());
  EXPECT_THROW(event.target.as<Book>(), nplus1::error);
}

TEST_F(Peers, ChainsThroughEntitiesThatDeclareTheirRelations) {
  std::vector<Line> lines(3);
  for (int i = 0; i < 3; ++i)
    lines[i].chapter = i + 1;
  nplus1::peers(context, lines, &Line::chapter);
  nplus1::query_log log(context);
  std::string names;
  for (const Line &line : lines)
    names += line.chapter->author()->name() + " ";
  EXPECT_EQ(names, "E L James E L James Le Guin ");
  EXPECT_EQ(log.count(), 2u) << "chapters, authors";
}

TEST_F(Peers, AColumnIsALazyReference) {
  nplus1::query_log log(context);
  auto chapters = nplus1::peers(context, db.all<Chapter>());
  std::string names;
  for (const auto &chapter : chapters)
    names += chapter->author()->name() + " ";
  EXPECT_EQ(names, "E L James E L James Le Guin ");
  EXPECT_EQ(log.count(), 2u);
  auto one = Chapter::find(context, 3);
  EXPECT_EQ(one->author()->name(), "Le Guin") << "a row that came alone loads alone";
}

TEST_F(Peers, KeysAndNullTestsRunNoQuery) {
  std::vector<Choice> choices = {{1, 1}, {2, {}}};
  nplus1::peers(context, choices, &Choice::question);
  NPLUS1_QUERY_BUDGET(context, 0);
  EXPECT_TRUE(choices[0].question);
  EXPECT_EQ(choices[0].question.key(), 1);
  EXPECT_FALSE(choices[1].question);
  EXPECT_TRUE(choices[1].question.get().isNull());
}

TEST_F(Peers, RemembersAMissingRow) {
  std::vector<Choice> choices = {{1, 77}, {2, 1}};
  nplus1::peers(context, choices, &Choice::question);
  nplus1::query_log log(context);
  EXPECT_TRUE(choices[0].question.get().isNull());
  EXPECT_TRUE(choices[0].question.get().isNull());
  EXPECT_EQ(log.count(), 1u);
  EXPECT_EQ(choices[0].question.key(), 77) << "row 3: filling must not write keys";
}

TEST_F(Peers, RefusesAReferenceWithoutAContext) {
  const nplus1::lazy<Book> book(1);
  EXPECT_THROW(book.get(), nplus1::error);
}

TEST_F(Peers, EditsThroughAReferenceOfOneObjectDoNotShowInAnother) {
  // Two objects of one chapter, as two calls of find() would give, have two objects of its author.
  std::vector<Line> lines(2);
  lines[0].chapter = 1;
  lines[1].chapter = 1;
  nplus1::peers(context, lines, &Line::chapter);
  nplus1::query_log log(context);
  const_cast<nplus1::lazy<Author> &>(lines[0].chapter->author()).get()->name("edited");
  EXPECT_EQ(lines[1].chapter->author()->name(), "E L James");
  EXPECT_EQ(log.count(), 2u) << "chapters, authors";

  const std::vector<int> keys = {1, 2};
  auto chapters = nplus1::batch<Chapter>(context, keys, [](int key) { return key; });
  const auto first = chapters.find(1), second = chapters.find(1);
  first->author()->name("edited");
  EXPECT_EQ(second->author()->name(), "E L James");
  EXPECT_EQ(chapters.find(1)->author()->name(), "E L James");
}

TEST_F(Peers, AReferenceThatIsSetLaterKeepsContextAndPeers) {
  std::vector<Choice> choices = {{1, 1}, {2, {}}, {3, {}}};
  std::vector<Event> events(2);
  nplus1::peers(context, choices, &Choice::question);
  nplus1::peers(context, events, &Event::target);
  choices[0].question = 3;
  choices[1].question = 2;
  events[0].target.refer<Book>(1);
  events[1].target.refer<Book>(2);
  nplus1::query_log log(context);
  EXPECT_EQ(choices[1].question->title(), "Darker");
  EXPECT_EQ(choices[0].question->title(), "Lathe");
  EXPECT_EQ(log.count(), 1u);
  EXPECT_EQ(events[0].target.as<Book>()->title(), "Grey");
  EXPECT_EQ(events[1].target.as<Book>()->title(), "Darker");
  EXPECT_EQ(log.count(), 2u);
  choices[1].question = 1; // a loaded one
  choices[2].question = nplus1::lazy<Book>(1);
  EXPECT_EQ(choices[2].question->title(), "Grey");
  EXPECT_EQ(choices[1].question->title(), "Grey");
  EXPECT_NE(choices[1].question.get(), choices[2].question.get()) << "as find() gives";
  EXPECT_EQ(log.count(), 3u);
}

} // namespace
