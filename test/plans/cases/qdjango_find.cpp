// with: qdjango-installed
// apply: unsafe
// why not: it takes id for the primary key, which another column may be
// why not: the object that one lookup asks is not new, or not made of one variable
// why not: the object that one lookup asks is not new, or not made of one variable
// why not: the object that one lookup asks is not new, or not made of one variable
// why not: the key of one lookup is not an argument of its own
// why not: the key of one lookup is not an argument of its own
#include <QDjangoModel.h>
#include <QDjangoQuerySet.h>

#include <memory>
#include <vector>

class Author : public QDjangoModel {
  Q_OBJECT
public:
  QString name() const;
};
struct Row {
  int author;
};
using Authors = QDjangoQuerySet<Author>;
using Rows = std::vector<Row>;

void print(const QString &text);

void byKey(const Rows &rows) {
  for (const auto &row : rows) {
    std::unique_ptr<Author> author(
        QDjangoQuerySet<Author>().get(QDjangoWhere("pk", QDjangoWhere::Equals, row.author)));
    print(author->name());
  }
}

void bySet(const Rows &rows) {
  QDjangoQuerySet<Author> authors;
  for (const auto &row : rows) {
    std::unique_ptr<Author> author(authors.get(QDjangoWhere(QLatin1String("pk"), QDjangoWhere::Equals,
                                                            row.author)));
    print(author->name());
  }
}

void byColumn(const Rows &rows) {
  for (const auto &row : rows) {
    std::unique_ptr<Author> author(Authors().get(QDjangoWhere("id", QDjangoWhere::Equals, row.author)));
    print(author->name());
  }
}

void ofSome(const Rows &rows, const QDjangoWhere &living) {
  for (const auto &row : rows) {
    std::unique_ptr<Author> author(
        Authors().filter(living).get(QDjangoWhere("pk", QDjangoWhere::Equals, row.author)));
    print(author->name());
  }
}

void ofAParameter(const Rows &rows, const Authors &living) {
  for (const auto &row : rows) {
    std::unique_ptr<Author> author(living.get(QDjangoWhere("pk", QDjangoWhere::Equals, row.author)));
    print(author->name());
  }
}

Authors living();
void ofAFunction(const Rows &rows) {
  for (const auto &row : rows) {
    std::unique_ptr<Author> author(living().get(QDjangoWhere("pk", QDjangoWhere::Equals, row.author)));
    print(author->name());
  }
}

void intoAnObject(const Rows &rows) {
  Author author;
  for (const auto &row : rows)
    print(Authors().get(QDjangoWhere("pk", QDjangoWhere::Equals, row.author), &author)->name());
}

void byAnotherCondition(const Rows &rows) {
  for (const auto &row : rows) {
    std::unique_ptr<Author> author(
        Authors().get(QDjangoWhere("rank", QDjangoWhere::GreaterThan, row.author)));
    print(author->name());
  }
}
