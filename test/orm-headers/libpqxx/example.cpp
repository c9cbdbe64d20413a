// What the profile libpqxx recognises, and what it leaves alone.
#include <pqxx/pqxx>

void queries(pqxx::connection &connection, int id) {
  pqxx::work work(connection);                         // expect: scope
  for (const auto &row : work.exec("SELECT id FROM a")) // expect: executor element forward
    work.exec_params("SELECT 1 WHERE 1 = $1",          // expect: executor
                     row[0].as<int>());                // expect: element free
  work.exec_prepared("find", id);                      // expect: executor
  work.exec1("SELECT 1").at(0).c_str();                // expect: executor element free
  work.exec_n(1, "SELECT 1");                          // expect: executor
  work.exec("SELECT 1").size();                        // expect: executor free
  work.quote("it's");                                  // expect: pure
}

namespace own {
struct transaction {
  explicit transaction(int);
};
} // namespace own

struct Own {
  int quote(const char *);
  int *operator->();
  int exec(const char *);
};

void quiet(Own own) {
  own.exec("SELECT 1");
  own.quote("it's");
  own.operator->();
  own::transaction(1);
}
