// with: tinyorm
#include <orm/tiny/model.hpp>

#include <algorithm>
#include <any>
#include <functional>

using Orm::Tiny::Model;
using Orm::Tiny::ModelsCollection;

class Country : public Model<Country> {};
class Author : public Model<Author, Country> {
public:
  Country *country() { return getRelationValue<Country, Orm::One>("country"); }
  int age() const { return age_; }

private:
  int age_ = 0;
};
class Comment : public Model<Comment> {};
class Post : public Model<Post, Author, Comment> {
public:
  Author *author() { return getRelationValue<Author, Orm::One>("author"); }
  ModelsCollection<Comment *> comments() { return getRelationValue<Comment>("comments"); }
  int views() const { return views_; }
  virtual int weight() { return author()->age(); }

private:
  int views_ = 0;
};

void print(int value);
void print(const QVariant &value);
void show(Post &post);
void show(const ModelsCollection<Post> &posts);
bool wanted();

// -- Nothing reads it -----------------------------------------------------------

void queryBad() {
  for (auto &post : Post::with("author")->get()) // expect: nplus1-unused-prefetch author
    print(post.views());
}

void oneOfTwoBad() {
  for (auto &post : Post::with({"author", "comments"})->get()) // expect: nplus1-unused-prefetch comments
    print(post.author()->age());
}

void collectionBad() {
  auto posts = Post::all();
  posts.load("author"); // expect: nplus1-unused-prefetch author
  for (auto &post : posts)
    print(post.getAttribute("title"));
}

void secondStepBad() {
  for (auto &post : Post::with("author.country")->get()) // expect: nplus1-unused-prefetch author.country
    print(post.author()->age());
}

// The longer path goes with the shorter one.
void bothStepsBad() {
  for (auto &post : Post::with({"author", "author.country"})->get()) // expect: nplus1-unused-prefetch author
    print(post.views());
}

static int viewsOf(const Post &post) { return post.views(); }

void helperBad() {
  for (auto &post : Post::with("author")->get()) // expect: nplus1-unused-prefetch author
    print(viewsOf(post));
}

static ModelsCollection<Post> shelf() {
  return Post::with("author")->get(); // expect: nplus1-unused-prefetch author
}
void shelfBad() {
  for (auto &post : shelf())
    print(post.views());
}

void algorithmBad() {
  auto posts = Post::with("author")->get(); // expect: nplus1-unused-prefetch author
  std::for_each(posts.begin(), posts.end(), [](const Post &post) { print(post.views()); });
}

struct Row {
  int views;
};

// What was computed from the rows may go anywhere.
std::vector<Row> copiedColumnsBad() {
  std::vector<Row> rows;
  for (auto &post : Post::with("author")->get()) // expect: nplus1-unused-prefetch author
    rows.push_back({post.views()});
  return rows;
}

// -- Something reads it -----------------------------------------------------------

void usedOk() {
  for (auto &post : Post::with("author")->get())
    print(post.author()->age());
}

void usedForSomeOk() {
  for (auto &post : Post::with("author")->get())
    if (post.views() > 10)
      print(post.author()->age());
}

static int ageOf(Post &post) { return post.author()->age(); }

void usedInHelperOk() {
  for (auto &post : Post::with("author")->get())
    print(ageOf(post));
}

void usedInLambdaOk() {
  auto posts = Post::with("author")->get();
  auto age = [](Post &post) { return post.author()->age(); };
  for (auto &post : posts)
    print(age(post));
}

void usedSecondStepOk() {
  for (auto &post : Post::with("author.country")->get())
    print(post.author()->country() != nullptr);
}

static ModelsCollection<Post> usedShelf() { return Post::with("author")->get(); }
void firstReaderOk() {
  for (auto &post : usedShelf())
    print(post.views());
}
void secondReaderOk() {
  for (auto &post : usedShelf())
    print(post.author()->age());
}

// A relation that is loaded can be read in ways that load nothing.
void readWithoutLoadOk() {
  for (auto &post : Post::with("author")->get())
    for (auto *author : post.getRelation<Author>("author"))
      print(author->age());
}

class Page {
public:
  explicit Page(Post &post) : post_(post) { render(); }

private:
  void render() { print(post_.author()->age()); }
  Post &post_;
};

void readThroughObjectOk() {
  for (auto &post : Post::with("author")->get())
    Page page(post);
}

// Under another name, taken before the load.
void otherNameOk() {
  auto posts = Post::all();
  auto &same = posts;
  posts.load("author");
  for (auto &post : same)
    print(post.author()->age());
}

void capturedOk() {
  auto posts = Post::all();
  auto later = [&] {
    for (auto &post : posts)
      print(post.author()->age());
  };
  posts.load("author");
  for (auto &post : posts)
    print(post.views());
  later();
}

// In the next turn. The first turn has its own problem.
void carriedOk() {
  auto posts = Post::all();
  while (wanted()) {
    for (auto &post : posts)
      print(post.author()->age()); // expect: nplus1-lazy-relation author
    posts.load("author");
    for (auto &post : posts)
      print(post.views());
  }
}

// -- Not every use is in view -----------------------------------------------------

ModelsCollection<Post> returnedOk() {
  auto posts = Post::with("author")->get();
  for (auto &post : posts)
    print(post.views());
  return posts;
}

class Cache {
public:
  void fill() {
    posts_ = Post::with("author")->get();
    for (auto &post : posts_)
      print(post.views());
  }

private:
  ModelsCollection<Post> posts_;
};

void outParameterOk(ModelsCollection<Post> &out) {
  out = Post::with("author")->get();
  for (auto &post : out)
    print(post.views());
}

void loadedForCallerOk(ModelsCollection<Post> &posts) {
  posts.load("author");
  for (auto &post : posts)
    print(post.views());
}

void unknownFunctionOk() {
  for (auto &post : Post::with("author")->get())
    show(post);
}

void allRowsToUnknownFunctionOk() {
  auto posts = Post::with("author")->get();
  for (auto &post : posts)
    print(post.views());
  show(posts);
}

// Another class may override it.
void virtualOk(bool) {
  for (auto &post : Post::with("comments")->get())
    print(post.weight()); // expect: nplus1-lazy-relation author
}

void unknownCallableOk(const std::function<void(Post &)> &each) {
  for (auto &post : Post::with("author")->get())
    each(post);
}

void libraryOk(std::vector<std::any> &out) {
  for (auto &post : Post::with("author")->get())
    out.emplace_back(std::any(post));
}

void thrownOk() {
  for (auto &post : Post::with("author")->get())
    if (post.views() > 10)
      throw post;
}

void savedOk() {
  for (auto &post : Post::with("author")->get())
    post.save();
}

void gotoOk() {
  auto posts = Post::all();
  posts.load("author");
  if (wanted())
    goto print;
  posts = Post::all();
print:
  for (auto &post : posts)
    print(post.views());
}

// -- Not known what is loaded, or whether ------------------------------------------

void computedOk(const QString &relation) {
  for (auto &post : Post::with(relation)->get())
    print(post.views());
}

void columnsOk() {
  for (auto &post : Post::with("author:id,name")->get())
    print(post.views());
}

void neverRunOk() {
  auto query = Post::with("author");
  print(1);
}

// -- Known misses --------------------------------------------------------------------

// A container that the loop fills could be read in the next turn.
void fnKeptBad() {
  std::vector<Post> kept;
  for (auto &post : Post::with("author")->get())
    kept.push_back(post);
  for (auto &post : kept)
    print(post.views());
}
