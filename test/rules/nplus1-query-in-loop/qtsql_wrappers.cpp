// with: qtsql
//
// The text of a statement is in one function, the statement runs in another.
#include <QtSql/QSqlQuery>
#include <QtCore/QList>
#include <QtCore/QVariant>

void use(const QVariant &value);

bool run(QSqlQuery &query) { return query.exec(); }

QVariant scalar(const QString &sql, int id) {
  QSqlQuery query;
  query.prepare(sql);
  query.addBindValue(id);
  query.exec();
  query.next();
  return query.value(0);
}

class Names {
public:
  Names() { byId.prepare("SELECT name FROM a WHERE id = ?"); }
  QVariant name(int id) {
    byId.bindValue(0, id);
    byId.exec();
    byId.next();
    return byId.value(0);
  }

private:
  QSqlQuery byId;
};

class Log {
public:
  Log() { add.prepare("INSERT INTO log VALUES (?)"); }
  void note(int id) {
    add.bindValue(0, id);
    add.exec();
  }

private:
  QSqlQuery add;
};

void textAsArgumentBad(const QList<int> &ids) {
  for (int id : ids)
    use(scalar("SELECT name FROM a WHERE id = ?", id)); // expect: nplus1-query-in-loop -
}

void writeAsArgumentOk(const QList<int> &ids) {
  for (int id : ids)
    scalar("DELETE FROM a WHERE id = ?", id);
}

void preparedMemberBad(Names &names, const QList<int> &ids) {
  for (int id : ids)
    use(names.name(id)); // expect: nplus1-query-in-loop -
}

void preparedWriteOk(Log &log, const QList<int> &ids) {
  for (int id : ids)
    log.note(id);
}

void runByHelperBad(const QList<int> &ids) {
  for (int id : ids) {
    QSqlQuery query;
    query.prepare("SELECT name FROM a WHERE id = ?");
    query.addBindValue(id);
    if (run(query) && query.next()) // expect: nplus1-query-in-loop -
      use(query.value(0));
  }
}

bool errorExitBad(const QList<int> &ids) {
  QSqlQuery query;
  query.prepare("SELECT name FROM a WHERE id = ?");
  for (int id : ids) {
    query.bindValue(0, id);
    if (!query.exec()) // expect: nplus1-query-in-loop -
      return false;
    if (!query.next())
      return false;
    use(query.value(0));
  }
  return true;
}

int searchOk(const QList<int> &ids) {
  QSqlQuery query;
  query.prepare("SELECT name FROM a WHERE id = ?");
  for (int id : ids) {
    query.bindValue(0, id);
    query.exec();
    if (query.next())
      return id;
  }
  return 0;
}
