// with: soci
#include <soci/soci.h>

#include <string>
#include <vector>

struct Audit {
  std::string entity;
  int id;
};

void print(const std::string &text);

void elseIfBad(soci::session &sql, const std::vector<Audit> &audits) {
  for (const Audit &audit : audits) {
    std::string name;
    if (audit.entity == "user")
      sql << "select name from users where id = :id", soci::use(audit.id), soci::into(name); // expect: nplus1-generic-key id {roles,users}
    else if (audit.entity == "role")
      sql << "select title from roles where id = :id", soci::use(audit.id), soci::into(name);
    print(name);
  }
}

void oneTableBad(soci::session &sql, const std::vector<Audit> &audits) {
  for (const Audit &audit : audits) {
    std::string name;
    sql << "select name from users where id = :id", soci::use(audit.id), soci::into(name); // expect: nplus1-query-in-loop id
    print(name);
  }
}

void writesOk(soci::session &sql, const std::vector<Audit> &audits) {
  for (const Audit &audit : audits)
    sql << "insert into audit (id) values (:id)", soci::use(audit.id);
}
