// with: odb
#include <odb/core.hxx>

#include <memory>
#include <string>
#include <vector>

struct Author {
  std::string name;
};
struct Target {
  virtual ~Target() = default;
  odb::lazy_shared_ptr<Author> owner;
};
struct Book : Target {
  std::string title;
  odb::lazy_shared_ptr<Author> author;
};
struct Movie : Target {
  std::string title;
};
struct Action {
  odb::lazy_shared_ptr<Target> target;
};

void print(const std::string &text);

void pointerCastBad(odb::database &db) {
  for (const Action &action : db.query<Action>()) {
    auto target = action.target.load(); // expect: nplus1-generic-key target {Book,Movie}
    if (auto book = std::dynamic_pointer_cast<Book>(target))
      print(book->title);
    else if (auto movie = std::dynamic_pointer_cast<Movie>(target))
      print(movie->title);
  }
}

void rawCastBad(odb::database &db) {
  for (const Action &action : db.query<Action>()) {
    std::shared_ptr<Target> target = action.target.load(); // expect: nplus1-generic-key target {Book,Movie}
    if (const auto *book = dynamic_cast<const Book *>(target.get())) {
      print(book->title);
      continue;
    }
    if (const auto *movie = dynamic_cast<const Movie *>(target.get()))
      print(movie->title);
  }
}

void secondLevelBad(odb::database &db) {
  for (const Action &action : db.query<Action>()) {
    auto target = action.target.load(); // expect: nplus1-generic-key target {Book,Movie}
    if (auto book = std::dynamic_pointer_cast<Book>(target))
      print(book->author.load()->name);
    else if (auto movie = std::dynamic_pointer_cast<Movie>(target))
      print(movie->title);
  }
}

// One type is an ordinary relation.
void oneTypeBad(odb::database &db) {
  for (const Action &action : db.query<Action>())
    if (auto book = std::dynamic_pointer_cast<Book>(action.target.load())) // expect: nplus1-lazy-relation target
      print(book->title);
}

// Loaded before, or not loaded at all.
void loadedOk(const std::vector<std::shared_ptr<Target>> &targets) {
  for (const auto &target : targets) {
    if (auto book = std::dynamic_pointer_cast<Book>(target))
      print(book->title);
    else if (auto movie = std::dynamic_pointer_cast<Movie>(target))
      print(movie->title);
  }
}
