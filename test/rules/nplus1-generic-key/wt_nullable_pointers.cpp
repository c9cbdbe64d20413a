// with: wt-dbo
#include <Wt/Dbo/Dbo.h>

#include <string>
#include <vector>

namespace dbo = Wt::Dbo;

struct Status {
  std::string name;
};
struct Book {
  std::string title;
  bool active() const;
  dbo::ptr<Status> status;
};
struct Movie {
  std::string title;
  bool active() const;
  dbo::ptr<Status> status;
};
/// About a book or about a movie.
struct Comment {
  dbo::ptr<Book> book;
  dbo::ptr<Movie> movie;
};
struct Shelf {
  dbo::collection<dbo::ptr<Book>> books;
  dbo::collection<dbo::ptr<Movie>> movies;
};

void print(const std::string &text);

void elseIfBad(const std::vector<dbo::ptr<Comment>> &comments) {
  for (const auto &comment : comments) {
    if (comment->book)
      print(comment->book->title); // expect: nplus1-generic-key book|movie {Book,Movie} [likely]
    else if (comment->movie)
      print(comment->movie->title);
  }
}

void bothSetOk(const std::vector<dbo::ptr<Comment>> &comments) {
  for (const auto &comment : comments) {
    if (comment->book)
      print(comment->book->title); // expect: nplus1-lazy-relation book [likely]
    if (comment->movie)
      print(comment->movie->title); // expect: nplus1-lazy-relation movie [likely]
  }
}

// Two collections, one after the other, are no alternatives, although each skips rows.
int collectionsOk(const std::vector<dbo::ptr<Shelf>> &shelves) {
  int done = 0;
  for (const auto &shelf : shelves) {
    for (auto i = shelf->books.begin(); i != shelf->books.end(); ++i) {
      if (!(*i)->active())
        continue;
      done += (*i)->status->name == "done"; // expect: nplus1-lazy-relation books[].status [likely]
    }
    for (auto i = shelf->movies.begin(); i != shelf->movies.end(); ++i) {
      if (!(*i)->active())
        continue;
      done += (*i)->status->name == "done"; // expect: nplus1-lazy-relation movies[].status [likely]
    }
  }
  return done;
}
