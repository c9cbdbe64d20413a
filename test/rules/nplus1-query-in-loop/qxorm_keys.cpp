// with: qxorm
//
// The key is in the object that is fetched into; the condition is built in steps.
#include <QxOrm.h>

#include <vector>

struct Author {
  long id;
  int books;
};

void print(int number);

void memberIsKeyBad(const std::vector<long> &ids) {
  for (long id : ids) {
    Author author;
    author.id = id;
    qx::dao::fetch_by_id(author); // expect: nplus1-query-in-loop -
    print(author.books);
  }
}

Author load(long id) {
  Author author;
  author.id = id;
  qx::dao::fetch_by_id(author);
  return author;
}

void inFunctionBad(const std::vector<long> &ids) {
  for (long id : ids)
    print(load(id).books); // expect: nplus1-query-in-loop -
}

void countBad(const std::vector<long> &ids) {
  for (long id : ids) {
    qx::QxSqlQuery query;
    query.where("author").isEqualTo(id);
    print(qx::dao::count<Author>(query)); // expect: nplus1-count-in-loop -
  }
}
