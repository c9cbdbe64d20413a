// with: qtsql
#include <QtSql/QSqlQuery>
#include <QtCore/QVariant>

void visit(int id);

void walkBad(int parent) {
  visit(parent);
  QSqlQuery query;
  query.prepare("SELECT id FROM folder WHERE parent = ?");
  query.addBindValue(parent);
  query.exec(); // expect: nplus1-recursive-load - [likely]
  while (query.next())
    walkBad(query.value(0).toInt());
}
