// with: qdjango
#define DOUBLE_OF_QDJANGO_HEAD
#include <QDjangoModel.h>
#include <QDjangoQuerySet.h>

class Author : public QDjangoModel {
public:
  int born() const { return born_; }

private:
  int born_ = 0;
};
class Publisher : public QDjangoModel {};
class Book : public QDjangoModel {
public:
  Author *author() const { return qobject_cast<Author *>(foreignKey("author")); }
  Publisher *publisher() const { return qobject_cast<Publisher *>(foreignKey("publisher")); }
  int pages() const { return pages_; }

private:
  int pages_ = 0;
};

void print(int value);
void serialise(const QObject &object);

void variableBad() {
  QDjangoQuerySet<Book> books;
  books = books.selectRelated(QStringList() << "author" << "publisher"); // expect: nplus1-unused-prefetch publisher
  for (const Book &book : books)
    print(book.pages() + book.author()->born());
}

void limitedBad() {
  for (const Book &book : QDjangoQuerySet<Book>().selectRelated(QStringList() << "author").limit(0, 20)) // expect: nplus1-unused-prefetch author
    print(book.pages());
}

void usedOk() {
  for (const Book &book : QDjangoQuerySet<Book>().selectRelated(QStringList() << "author"))
    print(book.author()->born());
}

// The join is there to filter.
void filteredOk() {
  for (const Book &book : QDjangoQuerySet<Book>()
                              .filter(QDjangoWhere("author__born", QDjangoWhere::Equals, 1900))
                              .selectRelated(QStringList() << "author"))
    print(book.pages());
}

// The joined row is asked for by name.
void propertyOk() {
  for (const Book &book : QDjangoQuerySet<Book>().selectRelated(QStringList() << "author"))
    book.property("author");
}

void asObjectOk() {
  for (const Book &book : QDjangoQuerySet<Book>().selectRelated(QStringList() << "author"))
    serialise(book);
}

// Which relations it loads is not written there.
void allOk() {
  for (const Book &book : QDjangoQuerySet<Book>().selectRelated())
    print(book.pages());
}
