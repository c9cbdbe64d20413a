// with: wt-dbo
#include <Wt/Dbo/Dbo.h>

#include <string>
#include <vector>

namespace dbo = Wt::Dbo;

struct Country {
  std::string name;
};
struct Profile {
  std::string city;
};
struct User {
  std::string name;
  void rename(const std::string &to);
  dbo::ptr<Country> country;
  dbo::weak_ptr<Profile> profile;
};
struct Comment {
  std::string text;
  dbo::ptr<User> author;
};
struct Post {
  std::string title;
  dbo::ptr<User> author;
  dbo::collection<dbo::ptr<Comment>> comments;
};

void print(const std::string &text);
void print(long long number);

void toOneBad(dbo::Session &session) {
  dbo::collection<dbo::ptr<Post>> posts = session.find<Post>();
  for (const auto &post : posts)
    print(post->author->name); // expect: nplus1-lazy-relation author
}

void twoStepsBad(dbo::Session &session) {
  dbo::collection<dbo::ptr<Post>> posts = session.find<Post>().where("x = 1");
  for (const auto &post : posts)
    print(post->author->country->name); // expect: nplus1-lazy-relation author.country
}

void iteratorsBad(dbo::Session &session) {
  typedef dbo::collection<dbo::ptr<Post>> Posts;
  Posts posts = session.find<Post>();
  for (Posts::const_iterator i = posts.begin(); i != posts.end(); ++i)
    print((*i)->author->name); // expect: nplus1-lazy-relation author
}

// A relation's collection runs its query at every begin().
void toManyBad(dbo::Session &session) {
  dbo::collection<dbo::ptr<Post>> posts = session.find<Post>();
  for (const auto &post : posts)
    for (const auto &comment : post->comments) // expect: nplus1-lazy-relation comments[]
      print(comment->text);
}

void sizeBad(dbo::Session &session) {
  dbo::collection<dbo::ptr<Post>> posts = session.find<Post>();
  for (const auto &post : posts)
    print(post->comments.size()); // expect: nplus1-count-in-loop comments[]
}

// The null test and id() of a weak_ptr query, too.
void weakBad(dbo::Session &session) {
  dbo::collection<dbo::ptr<User>> users = session.find<User>();
  for (const auto &user : users)
    print(user->profile.id()); // expect: nplus1-lazy-relation profile
}

// The version is in the row, so it has to be loaded.
void versionBad(dbo::Session &session) {
  dbo::collection<dbo::ptr<Post>> posts = session.find<Post>();
  for (const auto &post : posts)
    print(post->author.version()); // expect: nplus1-lazy-relation author
}

// Changing a related row loads it first.
void changeRelatedBad(dbo::Session &session) {
  dbo::collection<dbo::ptr<Post>> posts = session.find<Post>();
  for (const auto &post : posts)
    post->author.modify()->rename("x"); // expect: nplus1-lazy-relation author
}

// What stands on the left of an assignment is not followed.
void fnAssignToRelated(dbo::Session &session) {
  dbo::collection<dbo::ptr<Post>> posts = session.find<Post>();
  for (const auto &post : posts)
    post->author.modify()->name = "x";
}

void changeRowsOk(dbo::Session &session) {
  dbo::collection<dbo::ptr<Post>> posts = session.find<Post>();
  for (auto post : posts)
    post.modify()->title = "x";
}

void keysOk(dbo::Session &session) {
  dbo::collection<dbo::ptr<Post>> posts = session.find<Post>();
  for (const auto &post : posts)
    if (post->author)
      print(post->author.id());
}

void rowsOk(dbo::Session &session) {
  dbo::collection<dbo::ptr<Post>> posts = session.find<Post>();
  for (const auto &post : posts)
    print(post->title);
}

// Frees the memory of rows that are done with.
void purgeOk(dbo::Session &session) {
  dbo::collection<dbo::ptr<Post>> posts = session.find<Post>();
  for (auto post : posts) {
    print(post->title);
    post.purge();
  }
}

// A row that is read again queries at its next use, which is not known here.
void fnRereadRows(dbo::Session &session) {
  dbo::collection<dbo::ptr<Post>> posts = session.find<Post>();
  for (auto post : posts) {
    post.reread();
    print(post->title);
  }
}
