// with: qdjango
#include <QDjangoModel.h>
#include <QDjangoQuerySet.h>

// As Qt 5.15 defines it for C++17.
namespace QtPrivate {
template <class T> struct QForeachContainer {
  explicit QForeachContainer(const T &t) : c(t), i(c.begin()), e(c.end()) {}
  T c;
  typename T::const_iterator i, e;
};
template <class T> QForeachContainer<T> qMakeForeachContainer(const T &t) {
  return QForeachContainer<T>(t);
}
} // namespace QtPrivate
#define foreach(variable, container)                                                               \
  for (auto _container_ = QtPrivate::qMakeForeachContainer(container);                             \
       _container_.i != _container_.e; ++_container_.i)                                            \
    if (variable = *_container_.i; false) {                                                        \
    } else

class Author : public QDjangoModel {
public:
  QString name() const;
};

class Book : public QDjangoModel {
public:
  Author *author() const { return qobject_cast<Author *>(foreignKey("author")); }
};

void print(const QString &text);

void variableBad(const QStringList &order) {
  QDjangoQuerySet<Book> books = QDjangoQuerySet<Book>().orderBy(order);
  foreach (const Book &book, books)
    print(book.author()->name()); // expect: nplus1-lazy-relation author
}

void temporaryBad() {
  foreach (const Book &book, QDjangoQuerySet<Book>().all()) {
    print(book.author()->name()); // expect: nplus1-lazy-relation author
  }
}

void eagerOk() {
  foreach (const Book &book, QDjangoQuerySet<Book>().selectRelated())
    print(book.author()->name());
}
