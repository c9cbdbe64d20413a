// with: qtsql
//
// A class of the project that is a statement.
#include <QtCore/QtCore>
#include <QtSql/QtSql>
class SqlQuery : public QSqlQuery {
public:
  explicit SqlQuery(const QSqlDatabase &db) : QSqlQuery(db) {}
  void BindValue(const QString &p, const QVariant &v) {
    bound.insert(p, v);
    bindValue(p, v);
  }
  bool Exec() {
    bool ok = exec();
    if (!ok)
      qDebug() << lastError().text();
    return ok;
  }

private:
  QMap<QString, QVariant> bound;
};
struct Dir {
  int id;
  QString path;
};
QStringList subdirs(int id, QSqlDatabase &db, const QString &table) {
  SqlQuery q(db);
  q.prepare(QStringLiteral("SELECT path FROM %1 WHERE dir = :d").arg(table));
  q.BindValue(":d", id);
  QStringList r;
  if (!q.Exec())
    return r;
  while (q.next())
    r << q.value(0).toString();
  return r;
}
QStringList callee(QSqlDatabase &db, const QList<Dir> &dirs, const QString &table) {
  QStringList all;
  for (const Dir &d : dirs)
    all << subdirs(d.id, db, table); // expect: nplus1-query-in-loop id
  return all;
}
QStringList calleeLiteral(QSqlDatabase &db, const QList<Dir> &dirs) {
  QStringList all;
  for (const Dir &d : dirs) {
    SqlQuery q(db);
    q.prepare("SELECT path FROM sub WHERE dir = :d");
    q.BindValue(":d", d.id);
    q.Exec(); // expect: nplus1-query-in-loop id
    while (q.next())
      all << q.value(0).toString();
  }
  return all;
}
void existsThenWrite(QSqlDatabase &db, const QList<Dir> &dirs) {
  for (const Dir &d : dirs) {
    bool exists = false;
    {
      SqlQuery q(db);
      q.prepare(QStringLiteral("SELECT id FROM sub WHERE dir = :d"));
      q.BindValue(":d", d.id);
      if (!q.Exec()) // expect: nplus1-query-in-loop id
        return;
      exists = q.next();
    }
    SqlQuery w(db);
    w.prepare(exists ? "UPDATE sub SET x = 1 WHERE dir = :d" : "INSERT INTO sub(dir) VALUES(:d)");
    w.BindValue(":d", d.id);
    if (!w.Exec())
      return;
  }
}
void writesOnly(QSqlDatabase &db, const QList<Dir> &dirs, const QString &table) {
  for (const Dir &d : dirs) {
    SqlQuery q(db);
    q.prepare(QStringLiteral("UPDATE %1 SET x = 1 WHERE id = :d").arg(table));
    q.BindValue(":d", d.id);
    if (!q.Exec())
      return;
  }
}
void attach(QSqlDatabase &db, const QStringList &keys) {
  for (const QString &k : keys) {
    SqlQuery q(db);
    q.prepare(QStringLiteral("ATTACH DATABASE :file AS :alias"));
    q.BindValue(":file", k);
    q.Exec();
  }
}
QStringList plainBind(QSqlDatabase &db, const QList<Dir> &dirs, const QString &table) {
  QStringList all;
  for (const Dir &d : dirs) {
    QSqlQuery q(db);
    q.prepare(QStringLiteral("SELECT path FROM %1 WHERE dir = :d").arg(table));
    q.bindValue(":d", d.id);
    q.exec(); // expect: nplus1-query-in-loop id
    while (q.next())
      all << q.value(0).toString();
  }
  return all;
}
