// What the profile hiberlite recognises, and what it leaves alone.
#include <hiberlite.h>

using hiberlite::bean_ptr;

struct Author {
  std::string name;
};
struct Book {
  bean_ptr<Author> author;
};

void rows(hiberlite::Database &db) {
  for (auto &book : db.getAllBeans<Book>()) // expect: rows
    book->author->name.size();              // expect: lazy
  db.getBeanIds<Book>();                    // expect: rows
  db.copyBean(Author());                    // expect: write
}

struct Own {
  Author *operator->();
};

void quiet(hiberlite::Database &db, bean_ptr<Book> book, Own own) {
  if (book)               // expect: free
    book.get_id();        // expect: free
  db.loadBean<Book>(1);   // expect: free
  own->name.size();
}
