// with: qtsql
#include <QtSql/QSqlQuery>
#include <QtCore/QVariant>

void use(const QVariant &value);

void cursorBad() {
  QSqlQuery orders("SELECT id, item FROM orders");
  while (orders.next()) {
    QSqlQuery item;
    item.prepare("SELECT price FROM item WHERE id = ?");
    item.addBindValue(orders.value(1));
    item.exec(); // expect: nplus1-query-in-loop value
    if (item.next())
      use(item.value(0));
  }
}

void columnsOk() {
  QSqlQuery orders("SELECT id, item FROM orders");
  while (orders.next())
    use(orders.value(1));
}
