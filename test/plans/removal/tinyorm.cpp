// with: tinyorm
#include <orm/tiny/model.hpp>

using Orm::Tiny::Model;

class Author : public Model<Author> {};
class Post : public Model<Post, Author> {};

void behindAPointer() { Post::whereEq("open", 1)->with("author").get(); }
void behindAnObject() { Post::whereEq("open", 1)->orderBy("id").with("author").get(); }
void beginningTheQuery() { Post::with("author")->get(); }
void onItsOwn() {
  auto posts = Post::all();
  // Everything at once.
  posts.load("author");
  posts.each([](Post *) {});
}
void severalRelations() {
  auto posts = Post::all();
  posts.load({"author", "editor"});
}
