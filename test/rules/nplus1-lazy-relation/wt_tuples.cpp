// with: wt-dbo
//
// Rows in pairs, tuples and maps, and the ways back to rows that are there.
#include <Wt/Dbo/Dbo.h>

#include <map>
#include <string>
#include <tuple>

namespace dbo = Wt::Dbo;

struct Post;
struct User {
  std::string name;
};
struct Comment {
  std::string text;
  dbo::ptr<Post> post;
};
struct Post : dbo::Dbo<Post> {
  std::string title;
  dbo::ptr<User> author;
  dbo::collection<dbo::ptr<Comment>> comments;
};
using Posts = dbo::collection<dbo::ptr<Post>>;

void print(const std::string &text);

void joinedOk(dbo::Session &session) {
  auto rows = session
                  .query<std::tuple<dbo::ptr<Post>, dbo::ptr<User>>>(
                      "select p, u from post p join user u on u.id = p.author_id")
                  .resultList();
  for (const auto &row : rows) {
    auto [post, user] = row;
    print(post->title + user->name);
  }
}

void selfOk(dbo::Session &session) {
  Posts posts = session.find<Post>();
  for (const auto &post : posts)
    print(post->self()->title);
}

void limitedOk(dbo::Session &session) {
  Posts posts = session.find<Post>().orderBy("id desc").limit(1);
  for (const auto &post : posts)
    print(post->author->name);
}

void byKeyBad(dbo::Session &session) {
  std::map<long long, dbo::ptr<Post>> byKey;
  Posts posts = session.find<Post>();
  for (const auto &post : posts)
    byKey[post.id()] = post;
  for (const auto &[id, post] : byKey)
    print(post->author->name); // expect: nplus1-lazy-relation author
}

// The post is alive: its comments' posts are that one.
void wayBackOk(dbo::ptr<Post> post) {
  print(post->title);
  for (const auto &comment : post->comments)
    print(comment->text + comment->post->title);
}
