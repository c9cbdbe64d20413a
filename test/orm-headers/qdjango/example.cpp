// What the profile qdjango recognises in QDjango 0.6.2. It compiles against its
// own headers and against the double.
#include "models.h"

class Shelf : public QDjangoModel {
  Q_OBJECT
public:
  Book *book() const {
    return qobject_cast<Book *>(foreignKey("book")); // expect: lazy forward
  }
  void setBook(Book *book) { setForeignKey("book", book); } // expect: free
};

void rows() {
  QDjangoQuerySet<Book> books; // expect: builder
  QDjangoQuerySet<Book> some =
      books.filter(QDjangoWhere("title", QDjangoWhere::Equals, "x")) // expect: builder pure
          .exclude(QDjangoWhere())                                   // expect: builder pure
          .limit(0, 10);                                             // expect: builder
  for (int i = 0; i < some.size(); ++i)                              // expect: rows
    delete some.at(i);                                               // expect: rows
  for (const Book &book : some.selectRelated())                      // expect: eager rows forward
    book.title();
  for (auto it = some.constBegin(); it != some.constEnd(); ++it)     // expect: rows forward
    it->title();                                                     // expect: forward
  some.count();                                                      // expect: count
  some.valuesList();                                                 // expect: rows
}

void byKey(int id) {
  QDjangoQuerySet<Author>().get(                        // expect: finder
      QDjangoWhere("pk", QDjangoWhere::Equals, id));    // expect: pure
}

void writes(Book &book) {
  book.save();                          // expect: write
  book.remove();                        // expect: write
  QDjangoQuerySet<Book>().remove();     // expect: write
  QDjangoQuerySet<Book>().update({});   // expect: write
}

void quiet(const Book &book, const Plain &plain, Plain pointer) {
  own::QDjangoWhere(1);
  pointer->count();
  book.pk(); // expect: free
  book.title();
  book.property("author_id");
  plain.foreignKey("author");
  plain.count();
  plain.selectRelated();
  plain.at(0);
  plain.get(0);
}
