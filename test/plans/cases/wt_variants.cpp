// with: wt-dbo
// apply: unsafe
// why not: 'author' is more than one step away from the row
// why not: one of the queries does not load a single row by its key
// why not: one of the queries does not load a single row by its key
// why not: only the range of a range-based for can be wrapped
// why not: the relation cannot be written for a row alone
// why not: the relation cannot be written for a row alone
#include <Wt/Dbo/Dbo.h>

#include <memory>
#include <string>
#include <vector>

namespace dbo = Wt::Dbo;

class User {
public:
  std::string name;
};
class Comment;
class Post {
public:
  std::string title;
  dbo::ptr<User> author;
  dbo::weak_ptr<User> editor;
  dbo::collection<dbo::ptr<Comment>> comments;
};
class Comment {
public:
  std::string text;
  dbo::ptr<User> author;
  dbo::ptr<Post> post;
};
using Posts = dbo::collection<dbo::ptr<Post>>;
using Comments = dbo::collection<dbo::ptr<Comment>>;

void print(const std::string &text);

void ofAReference(Posts &posts) {
  for (dbo::ptr<Post> post : posts)
    print(post->author->name);
}

void ofAConstant(const Posts &posts) {
  for (const auto &post : posts)
    print(post->author->name);
}

void ofARelation(const dbo::ptr<Post> &post) {
  for (const auto &comment : post->comments)
    print(comment->author->name);
}

void modified(const dbo::ptr<Post> &post) {
  for (auto &comment : post.modify()->comments)
    print(comment->author->name);
}

void ofAQuery(dbo::Session &session) {
  dbo::Query<dbo::ptr<Post>> query = session.find<Post>();
  for (const auto &post : query.resultList())
    print(post->author->name);
}

void converted(dbo::Session &session) {
  for (const auto &post : Posts(session.find<Post>().orderBy("title")))
    print(post->author->name);
}

void ofAVector(const std::vector<dbo::ptr<Post>> &posts) {
  for (const dbo::ptr<Post> &post : posts) {
    const User *author = post->author.get();
    print(author->name);
  }
}

void dereferenced(Posts posts) {
  for (const auto &post : posts)
    print((*post->author).name);
}

void nested(Posts posts) {
  for (const auto &post : posts)
    for (const auto &comment : post->comments)
      print(comment->author->name);
}

void behindAReference(Posts posts) {
  for (const auto &post : posts) {
    const Post &it = *post;
    print(it.author->name);
  }
}

void byIterator(Posts posts) {
  for (auto it = posts.begin(); it != posts.end(); ++it)
    print((*it)->author->name);
}

void twoSteps(Comments comments) {
  for (const auto &comment : comments)
    print(comment->post->author->name);
}

void weak(Posts posts) {
  for (const auto &post : posts)
    print(post->editor->name);
}

class View {
public:
  explicit View(dbo::ptr<Post> post) : post_(post) {}
  void show() const { print(post_->author->name); }

private:
  dbo::ptr<Post> post_;
};
void byAView(Posts posts) {
  for (const auto &post : posts)
    View(post).show();
}
void byAPointer(Posts posts) {
  for (const auto &post : posts)
    std::make_unique<View>(post)->show();
}

void passedOn(Posts posts, void (*show)(const User &)) {
  for (const auto &post : posts)
    show(*post->author);
}

void optional(Posts posts) {
  for (const auto &post : posts) {
    if (!post->author)
      continue;
    print(post->author->name);
  }
}
