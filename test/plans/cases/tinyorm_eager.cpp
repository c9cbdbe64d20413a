// with: tinyorm
// apply: unsafe
// why not: whatever else calls 'shared' pays for the eager load, too
// why not: the relation is needed under a condition, and where it does not hold, one query runs for nothing
// why not: the rows have no name before the loop
#include <orm/tiny/model.hpp>

using Orm::Tiny::Model;
using Orm::Tiny::ModelsCollection;

class Comment : public Model<Comment> {};
class Author : public Model<Author> {
public:
  int age() const;
};
class Post : public Model<Post, Author, Comment> {
public:
  Author *author() { return getRelationValue<Author, Orm::One>("author"); }
  Author *editor() { return getRelationValue<Author, Orm::One>("editor"); }
  bool open() const;
};

void print(int);

void chained() {
  for (auto &post : Post::whereEq("open", 1)->orderBy("id").get())
    print(post.author()->age());
}

void ofAPointer() {
  auto posts = Post::whereEq("open", 1)->get();
  for (auto &post : posts)
    print(post.author()->age());
}

void allOfThem() {
  auto posts = Post::all();
  for (auto &post : posts)
    print(post.author()->age());
}

void severalRelations() {
  for (auto &post : Post::whereEq("open", 1)->get()) {
    print(post.author()->age());
    print(post.editor()->age());
  }
}

void severalRelationsOfAll() {
  for (auto &post : Post::all()) {
    print(post.author()->age());
    print(post.editor()->age());
  }
}

static ModelsCollection<Post> latest() { return Post::whereEq("open", 1)->take(9).get(); }
void inAFunction() {
  for (auto &post : latest())
    print(post.author()->age());
}

ModelsCollection<Post> shared() { return Post::whereEq("open", 1)->take(7).get(); }
void inASharedFunction() {
  for (auto &post : shared())
    print(post.author()->age());
}

void underACondition() {
  for (auto &post : Post::whereEq("id", 1)->get())
    if (post.open())
      print(post.author()->age());
}

void oneByOne() {
  auto posts = Post::all();
  for (auto &post : posts) {
    post.load("author");
    print(post.author()->age());
  }
}

void withEach() {
  Post::whereEq("open", 1)->each([](Post &&post, int) {
    print(post.author()->age());
    return true;
  });
}
