// What is different in QDjango after 0.6.2: selectRelated takes the relations.
#define DOUBLE_OF_QDJANGO_HEAD
#include "models.h"

void rows() {
  QDjangoQuerySet<Book> books;
  books.selectRelated(QStringList() << "author").at(0); // expect: eager rows
  books.selectRelated().at(0);                          // expect: eager rows
}
