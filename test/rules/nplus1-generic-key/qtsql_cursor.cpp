// with: qtsql
#include <QtCore/QVariant>
#include <QtSql/QSqlQuery>

void use(const QVariant &value);

void cursorBad() {
  QSqlQuery rows("SELECT kind, id FROM actions");
  while (rows.next()) {
    QSqlQuery target;
    if (rows.value(0).toInt() == 1) {
      target.prepare("SELECT title FROM books WHERE id = ?");
      target.addBindValue(rows.value(1));
      target.exec(); // expect: nplus1-generic-key value {books,movies}
    } else {
      target.prepare("SELECT title FROM movies WHERE id = ?");
      target.addBindValue(rows.value(1));
      target.exec();
    }
    if (target.next())
      use(target.value(0));
  }
}
