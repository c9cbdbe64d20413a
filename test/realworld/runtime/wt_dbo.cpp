// The Wt::Dbo adapter on the library itself, on SQLite in memory: surrogate and natural ids,
// streams, containers, generic keys. test/realworld/runtime/run builds and runs it.
#include "checks.h"

#include <nplus1/wt_dbo.hpp>

#include <Wt/Dbo/backend/Sqlite3.h>

#include <sqlite3.h>

#include <memory>
#include <string>
#include <vector>

namespace dbo = Wt::Dbo;

struct User {
  std::string name;
  template <class Action> void persist(Action &a) { dbo::field(a, name, "name"); }
};
/// Known by its slug.
struct Tag {
  std::string slug;
  int weight = 0;
  template <class Action> void persist(Action &a) {
    dbo::id(a, slug, "slug", 40);
    dbo::field(a, weight, "weight");
  }
};
template <> struct Wt::Dbo::dbo_traits<Tag> : Wt::Dbo::dbo_default_traits {
  using IdType = std::string;
  static IdType invalidId() { return {}; }
  static const char *surrogateIdField() { return nullptr; }
};
template <> struct nplus1::wt_id_column<Tag> {
  static std::string name() { return "\"slug\""; }
};
struct Post {
  dbo::ptr<User> author;
  dbo::ptr<Tag> tag;
  template <class Action> void persist(Action &a) {
    dbo::belongsTo(a, author, "author");
    dbo::belongsTo(a, tag, "tag");
  }
};

namespace {

constexpr int rows = 300;

int queries = 0;
int count(unsigned, void *, void *, void *sql) {
  queries += std::string(static_cast<const char *>(sql)).compare(0, 6, "select") == 0;
  return 0;
}
/// The library opens its connection itself: SQLite calls this for each.
int counted(sqlite3 *db, char **, const sqlite3_api_routines *) {
  return sqlite3_trace_v2(db, SQLITE_TRACE_STMT, count, nullptr);
}

void map(dbo::Session &session) {
  session.mapClass<User>("user");
  session.mapClass<Tag>("tag");
  session.mapClass<Post>("post");
}

void fill(dbo::Session &session) {
  map(session);
  session.createTables();
  dbo::Transaction transaction(session);
  std::vector<dbo::ptr<User>> users;
  std::vector<dbo::ptr<Tag>> tags;
  for (int i = 0; i < 100; ++i) {
    auto user = std::make_unique<User>();
    user->name = "user " + std::to_string(i);
    users.push_back(session.add(std::move(user)));
    auto tag = std::make_unique<Tag>();
    tag->slug = "tag" + std::to_string(i);
    tag->weight = i;
    tags.push_back(session.add(std::move(tag)));
  }
  for (int i = 0; i < rows; ++i) {
    auto post = std::make_unique<Post>();
    post->author = users[i % 100];
    post->tag = tags[i % 100];
    session.add(std::move(post));
  }
  transaction.commit();
}

/// Runs `use` with nothing in the session's identity map and returns its queries.
template <class Use> int queriesOf(dbo::Session &session, Use use) {
  session.rereadAll();
  dbo::Transaction transaction(session);
  queries = 0;
  use();
  const int made = queries;
  transaction.commit();
  return made;
}

std::string arrow(int before, int after) {
  return std::to_string(before) + " queries -> " + std::to_string(after);
}

void streams(dbo::Session &session) {
  std::string lazy, prefetched;
  const int before = queriesOf(session, [&] {
    dbo::collection<dbo::ptr<Post>> posts = session.find<Post>();
    for (const auto &post : posts)
      lazy += post->author->name;
  });
  const int after = queriesOf(session, [&] {
    dbo::collection<dbo::ptr<Post>> posts = session.find<Post>();
    for (const auto &post :
         nplus1::prefetched<User>(posts, [](const auto &post) { return post->author; }))
      prefetched += post->author->name;
  });
  check(before > 100 && after == 2, "a stream: " + arrow(before, after));
  check(lazy == prefetched, "a stream: the same result");
}

void naturalIds(dbo::Session &session) {
  int lazy = 0, prefetched = 0;
  const int before = queriesOf(session, [&] {
    dbo::collection<dbo::ptr<Post>> posts = session.find<Post>();
    for (const auto &post : posts)
      lazy += post->tag->weight;
  });
  const int after = queriesOf(session, [&] {
    dbo::collection<dbo::ptr<Post>> posts = session.find<Post>();
    for (const auto &post :
         nplus1::prefetched<Tag>(posts, [](const auto &post) { return post->tag; }))
      prefetched += post->tag->weight;
  });
  check(before > 100 && after == 3, "natural ids: " + arrow(before, after));
  check(lazy == prefetched, "natural ids: the same result");
}

void containers(dbo::Session &session) {
  std::string prefetched;
  const int after = queriesOf(session, [&] {
    dbo::collection<dbo::ptr<Post>> found = session.find<Post>();
    std::vector<dbo::ptr<Post>> posts(found.begin(), found.end());
    for (const auto &post :
         nplus1::prefetched<User>(posts, [](const auto &post) { return post->author; }))
      prefetched += post->author->name;
    check(posts[0]->author.get() == posts[100]->author.get(), "the session's objects are shared");
  });
  check(after == 2 && !prefetched.empty(), "a container: " + std::to_string(after) + " queries");
}

void genericKeys(dbo::Session &session) {
  struct Action {
    bool about_user;
    std::string target;
  };
  std::vector<Action> actions;
  for (int i = 0; i < rows; ++i)
    actions.push_back(
        {i % 2 == 0, i % 2 == 0 ? std::to_string(i % 100 + 1) : "tag" + std::to_string(i % 100)});
  std::string lazy, batched;
  const int before = queriesOf(session, [&] {
    for (const Action &action : actions)
      lazy += action.about_user ? session.load<User>(std::stoll(action.target))->name
                                : std::to_string(session.load<Tag>(action.target)->weight);
  });
  const int after = queriesOf(session, [&] {
    auto targets = nplus1::by_type(
        session, actions, nplus1::type<User>(true), nplus1::type<Tag>(false),
        [](const Action &action) { return std::pair(action.about_user, action.target); });
    for (const Action &action : actions)
      batched += action.about_user ? targets.find<User>(action.target)->name
                                   : std::to_string(targets.find<Tag>(action.target)->weight);
    try {
      targets.find<User>("4711");
      check(false, "a missing row throws");
    } catch (const dbo::ObjectNotFoundException &) {
      check(true, "a missing row throws ObjectNotFoundException");
    }
  });
  // One more asks for the missing row.
  check(before >= rows / 3 && after == 3, "generic key: " + arrow(before, after - 1));
  check(lazy == batched, "generic key: the same result");
}

void chunks(dbo::Session &session) {
  std::vector<long long> ids;
  for (int i = 0; i < 1500; ++i)
    ids.push_back(i + 1);
  const int made = queriesOf(session, [&] {
    auto users = nplus1::batch<User>(session, ids, [](long long id) { return id; });
    int found = 0;
    for (long long id : ids)
      try {
        found += !users.find(id)->name.empty();
      } catch (const dbo::ObjectNotFoundException &) {
      }
    check(found == 100, "chunks: every row that exists");
  });
  check(made == 3, "1500 keys: " + std::to_string(made) + " queries");
}

} // namespace

int main() {
  sqlite3_auto_extension(reinterpret_cast<void (*)()>(counted));
  dbo::Session session;
  session.setConnection(std::make_unique<dbo::backend::Sqlite3>(":memory:"));
  fill(session);
  streams(session);
  naturalIds(session);
  containers(session);
  genericKeys(session);
  chunks(session);
  return failures != 0;
}
