// What the profile qtsql recognises, and what it leaves alone.
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QSqlQueryModel>
#include <QVariant>

void queries(QSqlDatabase db, int id) {
  db.transaction();                     // expect: scope
  QSqlQuery rows("SELECT id FROM a");   // expect: executor
  while (rows.next())                   // expect: cursor
    rows.value(0).toInt();              // expect: free
  QSqlQuery query(db);
  query.prepare("SELECT 1 WHERE 1 = ?"); // expect: builder
  query.addBindValue(id);               // expect: builder
  query.exec();                         // expect: executor
  query.exec("VACUUM");                 // expect: executor
  query.execBatch();                    // expect: executor
  db.exec("VACUUM");                    // expect: executor
  QSqlQueryModel model;
  model.setQuery(query);                // expect: rows
  model.rowCount();
}

struct Own {
  bool exec();
  bool next();
};

void quiet(Own own) {
  own.exec();
  own.next();
}
