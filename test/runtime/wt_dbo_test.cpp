// nplus1::prefetched and batch for Wt::Dbo, on an API double with its identity map.
#include <nplus1/wt_dbo.hpp>

#include <gtest/gtest.h>

namespace dbo = Wt::Dbo;

struct User {
  long long id;
  std::string name;
  long long key() const { return id; }
  void attach(dbo::Session &) {}
};

struct Tag {
  std::string slug;
  int weight;
  const std::string &key() const { return slug; }
  void attach(dbo::Session &) {}
};
template <> struct Wt::Dbo::dbo_traits<Tag> {
  using IdType = std::string;
  static IdType invalidId() { return {}; }
  static const char *surrogateIdField() { return nullptr; }
};
template <> struct nplus1::wt_id_column<Tag> {
  static std::string name() { return "\"slug\""; }
};

struct Post {
  long long id;
  long long author_id;
  std::string tag_slug;
  dbo::ptr<User> author;
  dbo::ptr<Tag> tag;
  long long key() const { return id; }
  void attach(dbo::Session &session) {
    if (author_id)
      author = session.loadLazy<User>(author_id);
    if (!tag_slug.empty())
      tag = session.loadLazy<Tag>(tag_slug);
  }
};

namespace {

class WtDbo : public testing::Test {
protected:
  void SetUp() override {
    doubles::memory_table<User, long long>::rows() = {
        {1, {1, "ann"}}, {2, {2, "bob"}}, {3, {3, "cy"}}};
    doubles::memory_table<Tag, std::string>::rows() = {
        {"a", {"a", 1}}, {"b", {"b", 2}}, {"c", {"c", 3}}};
    auto &posts = doubles::memory_table<Post, long long>::rows();
    posts.clear();
    posts[1] = {1, 1, "a", {}, {}};
    posts[2] = {2, 2, "b", {}, {}};
    posts[3] = {3, 1, "c", {}, {}};
    posts[4] = {4, 0, "", {}, {}};
    doubles::queries = 0;
  }

  std::string authors(dbo::collection<dbo::ptr<Post>> &&posts) {
    std::string names;
    for (auto &post : posts)
      names += post->author ? post->author->name + " " : "- ";
    return names;
  }

  dbo::Session session;
};

TEST_F(WtDbo, TheLazyProgramQueriesForEachRowOfAStream) {
  EXPECT_EQ(authors(session.find<Post>().resultList()), "ann bob ann - ");
  EXPECT_EQ(doubles::queries, 1 + 3) << "rows die with their iteration";
}

TEST_F(WtDbo, AStreamFindsItsRelationsLoaded) {
  auto posts = session.find<Post>().resultList();
  std::string names;
  for (auto &post :
       nplus1::prefetched<User>(session, posts, [](const auto &row) { return row->author; }))
    names += post->author ? post->author->name + " " : "- ";
  EXPECT_EQ(names, "ann bob ann - ");
  EXPECT_EQ(doubles::queries, 2);
}

TEST_F(WtDbo, AContainerFindsItsRelationsLoaded) {
  std::vector<dbo::ptr<Post>> posts;
  for (auto &post : session.find<Post>().resultList())
    posts.push_back(post);
  doubles::queries = 0;
  int count = 0;
  for (auto &post :
       nplus1::prefetched<User>(session, posts, [](const auto &row) { return row->author.id(); }))
    count += post->author && post->author->name == "ann";
  EXPECT_EQ(count, 2);
  EXPECT_EQ(doubles::queries, 1);
}

TEST_F(WtDbo, TheRowsKnowTheirSession) {
  auto posts = session.find<Post>().resultList();
  std::string names;
  for (auto &post : nplus1::prefetched<User>(posts, [](const auto &row) { return row->author; }))
    names += post->author ? post->author->name + " " : "- ";
  EXPECT_EQ(names, "ann bob ann - ");
  EXPECT_EQ(doubles::queries, 2);
}

TEST_F(WtDbo, RowsOfNoSessionAreLeftAlone) {
  std::vector<dbo::ptr<Post>> posts(2);
  int count = 0;
  for (auto &post : nplus1::prefetched<User>(posts, [](const auto &row) { return row->author; }))
    count += !post;
  EXPECT_EQ(count, 2);
  EXPECT_EQ(doubles::queries, 0);
}

TEST_F(WtDbo, NaturalKeysAreLoadedBeforeTheRows) {
  auto posts = session.find<Post>().resultList();
  int weight = 0;
  for (auto &post :
       nplus1::prefetched<Tag>(session, posts, [](const auto &row) { return row->tag; }))
    weight += post->tag ? post->tag->weight : 0;
  EXPECT_EQ(weight, 6);
  EXPECT_EQ(doubles::queries, 3) << "rows, tags, rows";
}

TEST_F(WtDbo, TwoRelationsToOneTypeShareAQuery) {
  auto posts = session.find<Post>().resultList();
  int count = 0;
  for (auto &post : nplus1::prefetched<User, User>(
           session, posts, [](const auto &row) { return row->author; },
           [](const auto &) { return 3LL; }))
    count += static_cast<bool>(post);
  EXPECT_EQ(count, 4);
  EXPECT_EQ(doubles::queries, 2);
}

TEST_F(WtDbo, Row29ASingleKeyAndNoRowsAreLeftToTheProgram) {
  std::vector<dbo::ptr<Post>> posts = {session.load<Post>(1), session.load<Post>(3)};
  doubles::queries = 0;
  for (auto &post :
       nplus1::prefetched<User>(session, posts, [](const auto &row) { return row->author; }))
    (void)post;
  EXPECT_EQ(doubles::queries, 0);
}

TEST_F(WtDbo, ABatchSharesTheSessionsObjectsAndThrowsForAMissingRow) {
  const std::vector<long long> ids = {1, 2, 99};
  auto users = nplus1::batch<User>(session, ids, [](long long id) { return id; });
  EXPECT_EQ(users.find(1)->name, "ann");
  EXPECT_EQ(users.find(1).get(), session.load<User>(1).get());
  EXPECT_THROW(users.find(99), dbo::ObjectNotFoundException);
  EXPECT_THROW(users.find(99), dbo::ObjectNotFoundException);
  EXPECT_EQ(doubles::queries, 1);
  EXPECT_EQ(doubles::last_keys, 4u) << "padded, so that few distinct statements are kept";
}

TEST_F(WtDbo, ReferencesLoadTogetherAndThrowForAMissingRow) {
  struct Line {
    nplus1::lazy<User> user;
    nplus1::generic<User, Tag> target;
  };
  std::vector<Line> lines(4);
  lines[0].user = 1;
  lines[1].user = 2;
  lines[2].user = 99;
  lines[3].target.refer<Tag>("b");
  nplus1::peers(session, lines, &Line::user, &Line::target);
  EXPECT_EQ(lines[0].user->name, "ann");
  EXPECT_EQ(lines[1].user->name, "bob");
  EXPECT_THROW(lines[2].user.get(), dbo::ObjectNotFoundException) << "as load() does";
  EXPECT_THROW(lines[2].user.get(), dbo::ObjectNotFoundException);
  EXPECT_EQ(doubles::queries, 1);
  EXPECT_FALSE(lines[3].user.get()) << "no key is no row";
  EXPECT_EQ(lines[3].target.as<Tag>()->weight, 2);
  EXPECT_EQ(nplus1::lazy<User>(3).in(session)->name, "cy");
}

} // namespace
