#include "models.h"

#include <QDjangoQuerySet.h>
#include <QTextStream>

#include <memory>

using Books = QDjangoQuerySet<Book>;

void inTheRange(QTextStream &out) {
  for (const Book &book : Books().orderBy(QStringList("id")))
    out << book.author()->name() << '\n';
}

void atTheVariable(QTextStream &out) {
  Books books = Books().orderBy(QStringList("id"));
  for (int i = 0; i < books.size(); ++i) {
    std::unique_ptr<Book> book(books.at(i));
    out << book->author()->name() << '\n';
  }
}

void twoSteps(QTextStream &out) {
  Books books = Books().orderBy(QStringList("id"));
  for (const Book &book : books)
    out << book.author()->publisher()->name() << '\n';
}

void noRows(QTextStream &out) {
  Books books =
      Books().filter(QDjangoWhere("id", QDjangoWhere::LessThan, 0)).orderBy(QStringList("id"));
  for (const Book &book : books)
    out << book.author()->name() << '\n';
  out << "none\n";
}

void leftEarly(QTextStream &out) {
  for (const Book &book : Books().orderBy(QStringList("id"))) {
    if (book.title() == "C")
      break;
    out << book.author()->name() << '\n';
  }
}

static Books latest() { return Books().orderBy(QStringList("-id")); }
void sourceElsewhere(QTextStream &out) {
  for (const Book &book : latest())
    out << book.author()->name() << '\n';
}

void inAnyOrder(QTextStream &out) {
  for (const Book &book : Books())
    out << book.author()->name() << '\n';
}
