// What the profile yb-orm recognises, and what it leaves alone. It compiles as
// C++11 against the library's own headers and against the double.
#include <orm/domain_object.h>

// As Yb::Orm's code generator writes them.
class Book;
class Author : public Yb::DomainObject {
public:
  Author();
  explicit Author(Yb::DataObject::Ptr data);
  Author(Yb::DomainObject *owner, const Yb::String &property);
  static const Yb::String get_table_name();
  Yb::ManagedList<Book> books;
};
class Book : public Yb::DomainObject {
public:
  Book();
  explicit Book(Yb::DataObject::Ptr data);
  Book(Yb::DomainObject *owner, const Yb::String &property);
  static const Yb::String get_table_name();
  Yb::DomainObjHolder<Author> author;
};

struct Own {
  struct iterator {
    Book &operator*() const;
    iterator &operator++();
    bool operator!=(const iterator &) const;
  };
  iterator begin();
  iterator end();
  int one();
};

void rows(Yb::Session &session) {
  Yb::DomainResultSet<Author> authors =
      Yb::query<Author>(session)               // expect: builder
          .filter_by(Yb::Expression("id < 9")) // expect: builder
          .order_by(Yb::Expression("id"))      // expect: builder
          .all();                              // expect: rows
  for (Author &author : authors) {             // expect: element forward
    for (Book &book : author.books)            // expect: lazy forward
      book.is_empty();                         // expect: free
    author.books.size();                       // expect: count
    author.books.master();
  }
  Yb::query<Author>(session).one();            // expect: finder
  Yb::query<Author>(session).count();          // expect: count
}

void writes(Yb::Session &session, Book &book, Author &author) {
  author.books.insert(book); // expect: write
  book.save(session);        // expect: write
  session.flush();           // expect: write
}

void quiet(Yb::Session &session, Book &book, Own own) {
  *book.author;          // expect: forward
  book.cmp(book);
  session.clear();
  Yb::lock_and_refresh(session, book);
  for (Book &other : own)
    other.cmp(book);
  own.one();
}
