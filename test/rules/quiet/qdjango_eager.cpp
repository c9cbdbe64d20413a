// with: qdjango
//
// Items 1 to 4 and 27: what is loaded already, wherever that was asked for.
#include <QDjangoModel.h>
#include <QDjangoQuerySet.h>

class Author : public QDjangoModel {
public:
  QString name() const;
};
class Book : public QDjangoModel {
public:
  Author *author() const { return qobject_cast<Author *>(foreignKey("author")); }
  QString title() const;
};

void print(const QString &text);
bool all();

// -- 1. Loaded: the second access in a turn asks nothing ----------------------------------

void twiceBad() {
  for (const Book &book : QDjangoQuerySet<Book>()) {
    print(book.author()->name()); // expect: nplus1-lazy-relation author
    print(book.author()->name());
  }
}

// The object keeps what it loaded.
void invariantOk(const Book &config) {
  for (const Book &book : QDjangoQuerySet<Book>()) {
    print(book.title());
    print(config.author()->name());
  }
}

// -- 2. In a caller, in a helper, by default -----------------------------------------------

static void printBooks(const QDjangoQuerySet<Book> &books) {
  for (const Book &book : books)
    print(book.author()->name());
}
void firstCallerOk() { printBooks(QDjangoQuerySet<Book>().selectRelated()); }
void secondCallerOk() {
  QDjangoQuerySet<Book> books;
  printBooks(books.selectRelated().limit(0, 10));
}

class Shelf {
public:
  Shelf() : books_(QDjangoQuerySet<Book>().selectRelated()) {}
  void printOk() const {
    for (const Book &book : books_)
      print(book.author()->name());
  }

private:
  QDjangoQuerySet<Book> books_;
};

static QDjangoQuerySet<Book> related(const QDjangoQuerySet<Book> &books) {
  return books.selectRelated();
}
void helperOk() {
  for (const Book &book : related(QDjangoQuerySet<Book>().limit(0, 10)))
    print(book.author()->name());
}

// -- 3. Only sometimes -----------------------------------------------------------------------

void sometimesBad() {
  QDjangoQuerySet<Book> books;
  if (all())
    books = books.selectRelated();
  for (const Book &book : books)
    print(book.author()->name()); // expect: nplus1-lazy-relation author [likely]
}

// -- 4. Not known is not missing -------------------------------------------------------------

QDjangoQuerySet<Book> somewhereElse();
class Source {
public:
  virtual ~Source() = default;
  virtual QDjangoQuerySet<Book> books() = 0;
};

void unknownFunctionOk() {
  for (const Book &book : somewhereElse())
    print(book.author()->name());
}
void unknownImplementationOk(Source &source) {
  for (const Book &book : source.books())
    print(book.author()->name());
}

// -- 16. Forgotten before the loop -----------------------------------------------------------

void replacedBad() {
  QDjangoQuerySet<Book> books = QDjangoQuerySet<Book>().selectRelated();
  books = QDjangoQuerySet<Book>();
  for (const Book &book : books)
    print(book.author()->name()); // expect: nplus1-lazy-relation author
}
