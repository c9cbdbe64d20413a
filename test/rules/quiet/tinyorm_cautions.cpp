// with: tinyorm
#include <orm/tiny/model.hpp>

using Orm::Tiny::Model;
using Orm::Tiny::ModelsCollection;

class Author : public Model<Author> {};
class Post : public Model<Post, Author> {
public:
  Author *author() { return getRelationValue<Author, Orm::One>("author"); }
};

void print(const QVariant &value);

// Asks for what is loaded, and never queries.
void relationOk() {
  for (auto &post : Post::all()) {
    post.getRelation<Author>("author");
    if (post.relationLoaded("author"))
      print(1);
  }
}

void columnOk() {
  for (auto &post : Post::all())
    print(post.getAttribute("title"));
}

void collectionOk() {
  auto posts = Post::all();
  posts.load("author");
  for (auto &post : posts)
    print(post.author()->getAttribute("name"));
}

// 23. A prefetch of one row in the loop hides the N+1 from everybody else.
void loadInLoopBad() {
  for (auto &post : Post::all()) {
    post.load("author"); // expect: nplus1-prefetch-in-loop -
    print(post.author()->getAttribute("name"));
  }
}

// 14. One prefetch for each chunk.
void chunkOk() {
  Post::whereEq("id", 1)->chunk(100, [](ModelsCollection<Post> &&posts, int) {
    posts.load("author");
    for (auto &post : posts)
      print(post.author()->getAttribute("name"));
    return true;
  });
}

// 27. Rows of a loaded and of a plain query in one container.
void mergedBad(bool more) {
  auto posts = Post::with("author")->get();
  if (more)
    posts = Post::all();
  for (auto &post : posts)
    print(post.author()->getAttribute("name")); // expect: nplus1-lazy-relation author [likely]
}
