// with: poco-data
//
// Statements that are bound to variables.
#include <Poco/Data/RecordSet.h>
#include <Poco/Data/Session.h>
#include <Poco/Data/Statement.h>

#include <string>
#include <vector>

using namespace Poco::Data::Keywords;

void print(const std::string &text);

void statementPerRowBad(Poco::Data::Session &session, const std::vector<int> &houses) {
  for (int house : houses) {
    Poco::Data::Statement rooms(session);
    rooms << "SELECT id FROM room WHERE house = ?", bind(house);
    rooms.execute(); // expect: nplus1-query-in-loop -
  }
}

// use() refers to the variable, which says which rows when the statement runs.
void preparedOnceBad(Poco::Data::Session &session, const std::vector<int> &ids) {
  int id = 0;
  std::string name;
  Poco::Data::Statement names(session);
  names << "SELECT name FROM house WHERE id = ?", into(name), use(id);
  for (int next : ids) {
    id = next;
    names.execute(); // expect: nplus1-query-in-loop -
    print(name);
  }
}
