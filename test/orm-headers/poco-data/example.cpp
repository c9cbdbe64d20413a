// What the profile poco-data recognises, and what it leaves alone.
#include <Poco/Data/RecordSet.h>
#include <Poco/Data/Session.h>
#include <Poco/Data/SimpleRowFormatter.h>
#include <Poco/Data/Statement.h>
#include <Poco/Data/Transaction.h>

using namespace Poco::Data::Keywords;

void queries(Poco::Data::Session &session, int id) {
  Poco::Data::Transaction transaction(session); // expect: scope
  std::string name;
  session << "SELECT name FROM a WHERE id = ?" // expect: builder
      , use(id)                                // expect: builder pure
      , into(name)                             // expect: builder pure
      , limit(1)                               // expect: builder pure
      , now;                                   // expect: executor
}

void manipulators(Poco::Data::Session &session, std::vector<int> ids) {
  Poco::Data::Statement select(session); // expect: builder
  select << "SELECT 1 WHERE 1 = ?"       // expect: builder
      , bulk(Poco::Data::Limit(10))                         // expect: builder
      , Poco::Data::Keywords::range(0, 5) // expect: builder pure
      , format(Poco::Data::SimpleRowFormatter()); // expect: builder
}

void statements(Poco::Data::Session &session, int id) {
  Poco::Data::Statement select(session);             // expect: builder
  select << "SELECT 1 WHERE 1 = ?", use(id);         // expect: builder pure
  select.bind(id);                                   // expect: builder
  while (!select.done())                             // expect: free
    select.execute();                                // expect: executor
  Poco::Data::RecordSet rows(session, "SELECT 1");   // expect: rows
  Poco::Data::RecordSet same(select);                // shows what has run
  for (bool more = rows.moveFirst(); more; more = rows.moveNext()) // expect: cursor
    rows.value(0, 0);                                // expect: free
  for (auto &row : rows)                             // expect: element
    row.fieldCount();
}

namespace own {
struct Transaction {
  explicit Transaction(int);
};
} // namespace own

struct Own {
  bool execute();
  bool moveNext();
};

void quiet(Own own) {
  own.execute();
  own::Transaction(1);
  own.moveNext();
}
