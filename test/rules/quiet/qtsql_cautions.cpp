// with: qtsql
#include <QtSql/QSqlDatabase>
#include <QtSql/QSqlQuery>
#include <QtCore/QStringList>
#include <QtCore/QVariant>

void use(const QVariant &value);

// The same question to several databases.
void perConnectionOk(const QStringList &names) {
  for (const QString &name : names) {
    QSqlDatabase database = QSqlDatabase::database(name);
    QSqlQuery query("SELECT version FROM meta", database);
    query.next();
    use(query.value(0));
  }
}

bool run(const QString &text) {
  QSqlQuery query;
  return query.exec(text);
}

// Takes the next job, until there is none. A query of one turn is not what the loop
// goes through, and what is run by text may write.
void jobsOk() {
  bool more = true;
  while (more) {
    QSqlQuery query("SELECT id FROM job WHERE done = 0 LIMIT 1");
    more = query.next();
    if (more)
      run(QString("UPDATE job SET done = 1 WHERE id = %1").arg(query.value(0).toInt()));
  }
}

// The same in a loop over rows.
void perRowOk(const QStringList &names) {
  for (const QString &name : names) {
    QSqlQuery query("SELECT id FROM job WHERE done = 0 LIMIT 1");
    if (query.next())
      run(QString("UPDATE job SET owner = '%1'").arg(name));
  }
}
