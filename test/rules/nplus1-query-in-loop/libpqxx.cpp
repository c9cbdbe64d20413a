#include <pqxx/pqxx>

#include <string>
#include <vector>

void execBad(pqxx::work &work, const std::vector<int> &ids) {
  for (int id : ids)
    work.exec_params("SELECT name FROM author WHERE id = $1", id); // expect: nplus1-query-in-loop -
}

// The number of rows that it checks stands before the text.
void execWithRowCountBad(pqxx::work &work, const std::vector<int> &ids) {
  for (int id : ids)
    work.exec_params_n(1, "SELECT name FROM author WHERE id = $1", id); // expect: nplus1-query-in-loop -
}

void insertOk(pqxx::work &work, const std::vector<std::string> &names) {
  for (const std::string &name : names)
    work.exec_params("INSERT INTO author (name) VALUES ($1)", name);
}

void updateWithRowCountOk(pqxx::work &work, const std::vector<int> &ids) {
  for (int id : ids)
    work.exec_params_n(0, "UPDATE author SET seen = true WHERE id = $1", id);
}
