// What the profile soci recognises, and what it leaves alone.
#include <soci/soci.h>

void queries(soci::session &sql, int id) {
  soci::transaction transaction(sql);          // expect: scope
  std::string name;
  sql << "select name from a where id = :id" // expect: builder
      , soci::use(id)                        // expect: executor pure
      , soci::into(name);                    // expect: builder pure
  soci::rowset<soci::row> rows =
      (sql.prepare << "select id from a where id > :id" // expect: builder rows
       , soci::use(id));                                // expect: builder pure
  soci::rowset<soci::row> same = rows;         // shares them
  for (const auto &row : rows)                 // expect: element forward
    row.get<int>(0);                           // expect: free
  soci::statement statement =
      (sql.prepare << "select 1", soci::into(name)); // expect: builder pure
  statement.execute();                         // expect: executor
  while (statement.fetch())                    // expect: cursor
    sql.got_data();                            // expect: free
}

// Has a method of its own.
struct Names : soci::rowset<soci::row> {
  using soci::rowset<soci::row>::rowset;
  void print() const;
};

namespace own {
struct transaction {
  explicit transaction(int);
};
int use(int);
} // namespace own

struct Own {
  const int *operator->() const;
  bool execute();
  bool fetch();
};

void quiet(Own own, const Names &names, soci::session &sql) {
  Names copy = names; // shares its rows
  copy.print();
  sql.commit();
  own::transaction(1);
  own::use(1);
  own.operator->();
  own.execute();
  own.fetch();
}
