// with: sqlite-orm
#include <sqlite_orm/sqlite_orm.h>

#include <memory>
#include <string>

using namespace sqlite_orm;

struct Book {
  int id;
  std::string title;
};
struct Movie {
  int id;
  std::string title;
};
/// A file that belongs to a book or to a movie.
struct Attachment {
  int id;
  std::string ownerType;
  int ownerId;
  std::unique_ptr<int> bookId, movieId;
};

void print(const std::string &text);

auto library() {
  return make_storage("library.sqlite",
                      make_table("book", make_column("id", &Book::id, primary_key())),
                      make_table("movie", make_column("id", &Movie::id, primary_key())),
                      make_table("attachment", make_column("id", &Attachment::id, primary_key())));
}

void textTagBad() {
  auto storage = library();
  for (auto &file : storage.get_all<Attachment>()) {
    if (file.ownerType == "Book") {
      if (auto book = storage.get_pointer<Book>(file.ownerId)) // expect: nplus1-generic-key ownerId {Book,Movie}
        print(book->title);
    } else if (file.ownerType == "Movie") {
      if (auto movie = storage.get_pointer<Movie>(file.ownerId))
        print(movie->title);
    }
  }
}

template <class Storage> std::string ownerOf(Storage &storage, const Attachment &file) {
  if (file.ownerType == "Book")
    return storage.template get<Book>(file.ownerId).title;
  return storage.template get<Movie>(file.ownerId).title;
}

void helperTemplateBad() {
  auto storage = library();
  for (auto &file : storage.iterate<Attachment>())
    print(ownerOf(storage, file)); // expect: nplus1-generic-key ownerId {Book,Movie}
}

void nullableKeysBad() {
  auto storage = library();
  for (auto &file : storage.get_all<Attachment>()) {
    if (file.bookId)
      print(storage.get<Book>(*file.bookId).title); // expect: nplus1-generic-key bookId|movieId {Book,Movie} [likely]
    else if (file.movieId)
      print(storage.get<Movie>(*file.movieId).title);
  }
}

void oneTypeBad() {
  auto storage = library();
  for (auto &file : storage.get_all<Attachment>())
    if (file.ownerType == "Book")
      print(storage.get<Book>(file.ownerId).title); // expect: nplus1-query-in-loop ownerId [likely]
}
