// with: qtsql
//
// A loop that is left because a statement failed looks for nothing.
#include <QtCore/QtCore>
#include <QtSql/QtSql>
bool direct(const QList<int> &ids, QStringList &out) {
  QSqlQuery q;
  for (int id : ids) {
    q.prepare("SELECT name FROM t WHERE id = :id");
    q.bindValue(":id", id);
    if (!q.exec()) // expect: nplus1-query-in-loop -
      return false;
    while (q.next())
      out << q.value(0).toString();
  }
  return true;
}
void breaks(const QList<int> &ids, QStringList &out) {
  QSqlQuery q;
  for (int id : ids) {
    q.prepare("SELECT name FROM t WHERE id = :id");
    q.bindValue(":id", id);
    bool ok = q.exec(); // expect: nplus1-query-in-loop -
    if (!ok)
      break;
    while (q.next())
      out << q.value(0).toString();
  }
}
void positive(const QList<int> &ids, QStringList &out) {
  QSqlQuery q;
  for (int id : ids) {
    q.prepare("SELECT name FROM t WHERE id = :id");
    q.bindValue(":id", id);
    bool failed = !q.exec(); // expect: nplus1-query-in-loop -
    if (failed)
      return;
    while (q.next())
      out << q.value(0).toString();
  }
}
void fnErrorAskedForAfterwards(const QList<int> &ids, QStringList &out) {
  QSqlQuery q;
  for (int id : ids) {
    q.prepare("SELECT name FROM t WHERE id = :id");
    q.bindValue(":id", id);
    q.exec();
    if (q.lastError().isValid())
      return;
    while (q.next())
      out << q.value(0).toString();
  }
}
bool names(int id, QStringList &out) {
  QSqlQuery q;
  q.prepare("SELECT name FROM t WHERE id = :id");
  q.bindValue(":id", id);
  bool ok = q.exec();
  if (!ok)
    return false;
  while (q.next())
    out << q.value(0).toString();
  return true;
}
bool callee(const QList<int> &ids, QStringList &out) {
  for (int id : ids)
    if (!names(id, out)) // expect: nplus1-query-in-loop -
      return false;
  return true;
}
bool calleeVar(const QList<int> &ids, QStringList &out) {
  for (int id : ids) {
    bool ok = names(id, out); // expect: nplus1-query-in-loop -
    if (!ok)
      return false;
  }
  return true;
}
