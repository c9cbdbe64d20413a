// Prints "<case> <queries>" and, indented, what the case printed.
#include "models.h"

#include <nplus1/guard/qtsql.hpp>

#include <QCoreApplication>
#include <QDjango.h>
#include <QSqlQuery>
#include <QTextStream>

#include <iostream>

#define CASES(X)                                                                                   \
  X(inTheRange) X(atTheVariable) X(twoSteps) X(noRows) X(leftEarly) X(sourceElsewhere) X(inAnyOrder)
#define DECLARE(name) void name(QTextStream &out);
CASES(DECLARE)

int main(int argc, char **argv) {
  QCoreApplication application(argc, argv);
  QDjango::registerModel<Publisher>();
  QDjango::registerModel<Author>();
  QDjango::registerModel<Book>();
  QSqlDatabase database = QSqlDatabase::addDatabase("QSQLITE");
  database.setDatabaseName(":memory:");
  database.open();
  QDjango::setDatabase(database);
  QDjango::createTables();
  for (const char *sql : {"INSERT INTO publisher VALUES (1, 'Ace'), (2, 'Tor')",
                          "INSERT INTO author VALUES (1, 'Ann', 1), (2, 'Bob', 2)",
                          "INSERT INTO book VALUES (1, 'A', 1), (2, 'B', 2), (3, 'C', 1), "
                          "(4, 'D', 1)"})
    if (!QSqlQuery(database).exec(sql))
      std::cerr << sql << ": failed\n";
  auto run = [&](const char *name, void (*one)(QTextStream &)) {
    QString text;
    QTextStream out(&text);
    nplus1::query_log log(database);
    one(out);
    out.flush();
    std::cout << name << ' ' << log.count() << '\n';
    for (const QString &line : text.split('\n', Qt::SkipEmptyParts))
      std::cout << "  " << line.toStdString() << '\n';
  };
#define RUN(name) run(#name, &name);
  CASES(RUN)
}
