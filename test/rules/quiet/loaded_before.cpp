// with: tinyorm
//
// Loaded in a helper, or as the row says itself. (e)1, (e)2 of the README.
#include <orm/tiny/model.hpp>

using Orm::One;
using Orm::Tiny::Model;
using Orm::Tiny::ModelsCollection;

class Author final : public Model<Author> {};
class Post final : public Model<Post, Author> {};

void use(Author *author);

void withAuthors(ModelsCollection<Post> &posts) { posts.load("author"); }

void withAuthorsOnSundays(ModelsCollection<Post> &posts, bool sunday) {
  if (sunday)
    posts.load("author");
}

void inHelperOk() {
  auto posts = Post::all();
  withAuthors(posts);
  for (auto &post : posts)
    use(post.getRelationValue<Author, One>("author"));
}

void sometimesInHelperBad(bool sunday) {
  auto posts = Post::all();
  withAuthorsOnSundays(posts, sunday);
  for (auto &post : posts)
    use(post.getRelationValue<Author, One>("author")); // expect: nplus1-lazy-relation author
}

void afterwardsBad() {
  auto posts = Post::all();
  for (auto &post : posts)
    use(post.getRelationValue<Author, One>("author")); // expect: nplus1-lazy-relation author
  withAuthors(posts);
}

void loadedOnlyOk() {
  for (auto &post : Post::all())
    if (post.relationLoaded("author"))
      use(post.getRelationValue<Author, One>("author"));
}

void notLoadedBad() {
  for (auto &post : Post::all())
    if (!post.relationLoaded("author"))
      use(post.getRelationValue<Author, One>("author")); // expect: nplus1-lazy-relation author [likely]
}

// The first loop has loaded them, and the rows remember.
void twiceBad() {
  auto posts = Post::all();
  for (auto &post : posts)
    use(post.getRelationValue<Author, One>("author")); // expect: nplus1-lazy-relation author
  for (auto &post : posts)
    use(post.getRelationValue<Author, One>("author"));
}

void someOfThemBad(int wanted) {
  auto posts = Post::all();
  for (auto &post : posts)
    if (wanted)
      use(post.getRelationValue<Author, One>("author")); // expect: nplus1-lazy-relation author [likely]
  for (auto &post : posts)
    use(post.getRelationValue<Author, One>("author")); // expect: nplus1-lazy-relation author
}
