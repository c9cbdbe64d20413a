// with: qdjango
#include <QDjangoModel.h>
#include <QDjangoQuerySet.h>

class Publisher : public QDjangoModel {
public:
  QString name() const;
};

class Author : public QDjangoModel {
public:
  QString name() const;
  Publisher *publisher() const { return qobject_cast<Publisher *>(foreignKey("publisher")); }
};

class Book : public QDjangoModel {
public:
  Author *author() const { return qobject_cast<Author *>(foreignKey("author")); }
  QString title() const;
  int pages() const;
};

void print(const QString &text);

void rangeForBad() {
  QDjangoQuerySet<Book> books;
  for (const Book &book : books)
    print(book.author()->name()); // expect: nplus1-lazy-relation author
}

void nestedBad() {
  for (const Book &book : QDjangoQuerySet<Book>().all())
    print(book.author()->publisher()->name()); // expect: nplus1-lazy-relation author.publisher
}

void indexBad() {
  QDjangoQuerySet<Book> books = QDjangoQuerySet<Book>().filter(QDjangoWhere());
  for (int i = 0; i < books.size(); ++i) {
    Book *book = books.at(i);
    print(book->author()->name()); // expect: nplus1-lazy-relation author
    delete book;
  }
}

void iteratorBad() {
  QDjangoQuerySet<Book> books;
  for (auto it = books.begin(); it != books.end(); ++it)
    print(it->author()->name()); // expect: nplus1-lazy-relation author
}

static QDjangoQuerySet<Book> shelf() { return QDjangoQuerySet<Book>().all(); }
static QDjangoQuerySet<Book> fullShelf() { return QDjangoQuerySet<Book>().selectRelated(); }

void ownQueryBad() {
  for (const Book &book : shelf())
    print(book.author()->name()); // expect: nplus1-lazy-relation author
}

void eagerOk() {
  for (const Book &book : QDjangoQuerySet<Book>().selectRelated())
    print(book.author()->name());
}

void eagerVariableOk() {
  QDjangoQuerySet<Book> books;
  books = books.selectRelated();
  for (const Book &book : books)
    print(book.author()->publisher()->name());
}

void eagerInHelperOk() {
  for (const Book &book : fullShelf())
    print(book.author()->name());
}

// Rows of one caller are loaded, of the other they are not.
static void printAll(const QDjangoQuerySet<Book> &books) {
  for (const Book &book : books)
    print(book.author()->name()); // expect: nplus1-lazy-relation author [likely]
}
void mixed() {
  printAll(QDjangoQuerySet<Book>().selectRelated());
  printAll(QDjangoQuerySet<Book>());
}

// Unknown rows may be loaded already: quiet.
void unknownOk(const QDjangoQuerySet<Book> &books) {
  for (const Book &book : books)
    print(book.author()->name());
}

void ownColumnsOk() {
  for (const Book &book : QDjangoQuerySet<Book>())
    print(book.title());
}
