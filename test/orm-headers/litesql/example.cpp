// What the profile litesql recognises, and what it leaves alone.
#include <litesql.hpp>

using namespace litesql;

class Person : public Persistent {
public:
  struct Handle {
    DataSource<Person> get();
  };
  Handle mother();
  std::string name;
};

void rows(Database &db, DataSource<Person> people) {
  db.begin();                                       // expect: scope
  for (auto &person : people.orderBy(1).all())      // expect: builder rows
    person.mother().get().one();                    // expect: finder
  for (auto cursor = people.cursor(); cursor.rowsLeft(); cursor++) // expect: rows free cursor
    (*cursor).mother().get().count();               // expect: forward count
  people.cursor().dump();                           // expect: rows
  db.commit();
}

struct Own {
  int one();
  int all();
};

void quiet(Person &person, Own own) {
  person.mother();
  person.name.size();
  own.one();
  own.all();
}
