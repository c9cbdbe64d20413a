// with: qdjango
// why not: the query has no orderBy(), and a JOIN may return the rows in another order
// why not: the relation may be null, and selectRelated() returns an empty object where the getter returned null
#include <QDjangoModel.h>
#include <QDjangoQuerySet.h>

#include <algorithm>

class Author : public QDjangoModel {
public:
  QString name() const;
};

class Book : public QDjangoModel {
  Q_CLASSINFO("editor", "null=true")
public:
  Author *author() const { return qobject_cast<Author *>(foreignKey("author")); }
  Author *editor() const { return qobject_cast<Author *>(foreignKey("editor")); }
};

void print(const QString &text);

void inTheRange(const QStringList &order) {
  for (const Book &book : QDjangoQuerySet<Book>().orderBy(order))
    print(book.author()->name());
}

void atTheVariable(const QStringList &order) {
  QDjangoQuerySet<Book> books = QDjangoQuerySet<Book>().orderBy(order);
  for (int i = 0; i < books.size(); ++i) {
    Book *book = books.at(i);
    print(book->author()->name());
    delete book;
  }
}

// Iterators point into the query set.
void byIterators(const QStringList &order) {
  QDjangoQuerySet<Book> books = QDjangoQuerySet<Book>().orderBy(order);
  for (auto it = books.constBegin(); it != books.constEnd(); ++it)
    print(it->author()->name());
}

void byAlgorithm(const QStringList &order) {
  QDjangoQuerySet<Book> books = QDjangoQuerySet<Book>().orderBy(order);
  std::for_each(books.begin(), books.end(), [](const Book &book) { print(book.author()->name()); });
}

void withoutOrder() {
  QDjangoQuerySet<Book> books;
  for (const Book &book : books)
    print(book.author()->name());
}

void mayBeNull(const QStringList &order) {
  for (const Book &book : QDjangoQuerySet<Book>().orderBy(order))
    print(book.editor()->name());
}
