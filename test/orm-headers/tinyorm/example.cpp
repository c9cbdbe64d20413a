// What the profile tinyorm recognises, and what it leaves alone.
#include <orm/tiny/model.hpp>

using Orm::Tiny::Model;

class Comment : public Model<Comment> {};
class Author : public Model<Author> {};
class Post : public Model<Post, Author, Comment> {
public:
  Author *author() { return getRelationValue<Author, Orm::One>("author"); } // expect: lazy
  std::unique_ptr<Orm::Tiny::Relations::HasMany<Post, Comment>> comments();
};

void rows() {
  for (auto &post : Post::all())                        // expect: rows
    post.getRelationValue<Comment>("comments");         // expect: lazy
  Post::whereEq("id", 1)->orderBy("id").take(3).get();  // expect: builder rows
  Post::limit(1)->get();                                // expect: builder rows
  Post::findMany({1, 2});                               // expect: rows
  Post::whereEq("id", 1)->chunk(10, [](auto &&, int) { return true; }); // expect: builder iterate
  Post::whereEq("id", 1)->each([](Post &&, int) { return true; });      // expect: builder iterate
  auto posts = Post::all();                             // expect: rows
  posts.each([](Post *) {});                            // expect: iterate
}

void eager() {
  Post::with("author")->get();               // expect: eager rows
  Post::whereEq("id", 1)->with("author").get(); // expect: builder eager rows
  auto posts = Post::all();                  // expect: rows
  posts.load("author");                      // expect: eager
  for (auto &post : posts)
    post.load("author");                     // expect: eager
}

void byKey(Post &post) {
  Post::find(1);                        // expect: finder
  Post::whereEq("id", 1)->find(2);      // expect: builder finder
  Post::firstWhereEq("id", 1);          // expect: finder
  Post::whereEq("id", 1)->sole();       // expect: builder finder
  post.comments()->get();               // expect: rows
  post.comments()->getRelated();
  post.comments()->first();             // expect: finder
  post.comments()->count();             // expect: count
  Post::whereEq("id", 1)->count();      // expect: builder count
}

void writes(Post &post) {
  post.save();    // expect: write
  post.remove();  // expect: write
  Post::create(); // expect: write
  Post::destroy(1); // expect: write
}

struct Plain {
  int getRelationValue(const char *);
  Plain *load(const char *);
  bool relationLoaded(const char *);
  static Plain find(int);
};

void quiet(Post &post, Plain &plain) {
  post.getRelation<Comment>("comments"); // expect: free
  post.relationLoaded("comments");       // expect: lookup
  post.getAttribute("title");            // expect: free
  post.getAttributeValue("title");       // expect: free
  post.getKey();                         // expect: free
  plain.getRelationValue("x");
  plain.load("x");
  plain.relationLoaded("x");
  Plain::find(1);
}
