// A blog on Wt::Dbo and SQLite, printed in several ways. Standard error has every
// statement that runs (show-queries).
#include <Wt/Dbo/Dbo.h>
#include <Wt/Dbo/FixedSqlConnectionPool.h>
#include <Wt/Dbo/backend/Sqlite3.h>

#include <iostream>
#include <memory>
#include <string>
#include <vector>

namespace dbo = Wt::Dbo;

class User {
public:
  std::string name;
  template <class Action> void persist(Action &a) { dbo::field(a, name, "name"); }
};

class Category {
public:
  std::string title;
  template <class Action> void persist(Action &a) { dbo::field(a, title, "title"); }
};

class Post {
public:
  std::string title;
  dbo::ptr<User> author;
  dbo::ptr<User> editor; ///< null for most
  dbo::ptr<Category> category;

  template <class Action> void persist(Action &a) {
    dbo::field(a, title, "title");
    dbo::belongsTo(a, author, "author");
    dbo::belongsTo(a, editor, "editor");
    dbo::belongsTo(a, category, "category");
  }
};

using Posts = dbo::collection<dbo::ptr<Post>>;

static void printAuthors(dbo::Session &session) {
  Posts posts = session.find<Post>().orderBy("id");
  for (const auto &post : posts)
    std::cout << post->title << " by " << post->author->name << '\n';
}

static void printBoth(dbo::Session &session) {
  Posts posts = session.find<Post>().orderBy("title desc");
  for (const auto &post : posts)
    std::cout << post->category->title << ": " << post->title << ", " << post->author->name << '\n';
}

static void printEditors(dbo::Session &session) {
  for (auto &post : session.find<Post>().where("id > ?").bind(2).orderBy("id").resultList()) {
    std::cout << post->title;
    if (post->editor)
      std::cout << " (edited by " << post->editor->name << ')';
    std::cout << '\n';
  }
}

static void printNone(dbo::Session &session) {
  Posts posts = session.find<Post>().where("id < 0");
  for (const auto &post : posts)
    std::cout << post->author->name << '\n';
}

static void fill(dbo::Session &session) {
  session.createTables();
  dbo::Transaction transaction(session);
  std::vector<dbo::ptr<User>> users;
  std::vector<dbo::ptr<Category>> categories;
  for (int i = 0; i < 7; ++i) {
    auto user = std::make_unique<User>();
    user->name = "user" + std::to_string(i);
    users.push_back(session.add(std::move(user)));
  }
  for (int i = 0; i < 3; ++i) {
    auto category = std::make_unique<Category>();
    category->title = "category" + std::to_string(i);
    categories.push_back(session.add(std::move(category)));
  }
  for (int i = 0; i < 20; ++i) {
    auto post = std::make_unique<Post>();
    post->title = "post" + std::to_string(i);
    post->author = users[i % 7];
    post->category = categories[i % 3];
    if (i % 4 == 0)
      post->editor = users[(i + 1) % 7];
    session.add(std::move(post));
  }
}

int main() {
  auto database = std::make_shared<dbo::FixedSqlConnectionPool>(
      std::make_unique<dbo::backend::Sqlite3>(":memory:"), 1);
  auto inASession = [&](auto use) {
    dbo::Session session; // with an identity map of its own
    session.setConnectionPool(*database);
    session.mapClass<User>("user");
    session.mapClass<Category>("category");
    session.mapClass<Post>("post");
    use(session);
  };
  inASession([](dbo::Session &session) { fill(session); });
  {
    auto connection = database->getConnection();
    connection->setProperty("show-queries", "true");
    database->returnConnection(std::move(connection));
  }
  for (auto print : {printAuthors, printBoth, printEditors, printNone})
    inASession([&](dbo::Session &session) {
      dbo::Transaction transaction(session);
      print(session);
      std::cout << "--\n" << std::flush;
      std::cerr << "--\n" << std::flush;
    });
}
