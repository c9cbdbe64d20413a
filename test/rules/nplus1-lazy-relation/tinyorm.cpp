// with: tinyorm
#include <orm/tiny/model.hpp>

#include <string>

using Orm::One;
using Orm::Tiny::Model;

class Author final : public Model<Author> {};
class Comment final : public Model<Comment> {};
class Book final : public Model<Book, Author, Comment> {
public:
  std::unique_ptr<Orm::Tiny::Relations::HasMany<Book, Comment>> comments();
};

void print(const Author *author);
void print(int count);

void valueBad() {
  for (auto &book : Book::all())
    print(book.getRelationValue<Author, One>("author")); // expect: nplus1-lazy-relation author
}

void queriedRowsBad() {
  auto books = Book::whereEq("lent", 1)->get();
  for (auto &book : books)
    for (auto *comment : book.getRelationValue<Comment>("comments")) // expect: nplus1-lazy-relation comments[]
      print(comment != nullptr);
}

// The relation's own query is not helped by an eager load.
void relationQueryBad() {
  for (auto &book : Book::with("comments")->get())
    print(book.comments()->count()); // expect: nplus1-count-in-loop comments
}

void loadOneByOneBad() {
  auto books = Book::all();
  for (auto &book : books)
    book.load("author"); // expect: nplus1-prefetch-in-loop -
}

void withOk() {
  for (auto &book : Book::with("author")->get())
    print(book.getRelationValue<Author, One>("author"));
}

void loadOnCollectionOk() {
  auto books = Book::all();
  books.load("author");
  for (auto &book : books)
    print(book.getRelationValue<Author, One>("author"));
}

// Another relation than the one that is read.
void withOtherBad() {
  for (auto &book : Book::with("comments")->get())
    print(book.getRelationValue<Author, One>("author")); // expect: nplus1-lazy-relation author
}

// Throws unless it is loaded; never queries.
void getRelationOk() {
  for (auto &book : Book::all())
    print(book.relationLoaded("author"));
}
