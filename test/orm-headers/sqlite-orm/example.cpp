// What the profile sqlite-orm recognises, and what it leaves alone.
#include <sqlite_orm/sqlite_orm.h>

using namespace sqlite_orm;

struct User {
  int id;
  int age;
};
struct Visit {
  int userId;
};

auto library() {
  return make_storage("library.sqlite", make_table("user", make_column("id", &User::id, primary_key()),
                                 make_column("age", &User::age)),
                      make_table("visit", make_column("user_id", &Visit::userId)));
}

void queries() {
  auto storage = library();
  for (auto &visit : storage.iterate<Visit>())     // expect: rows element forward
    storage.get<User>(visit.userId);               // expect: finder
  storage.get<User>(1, 2);                         // expect: finder
  storage.get_pointer<User>(1);                    // expect: finder
  storage.get_optional<User>(1);                   // expect: finder
  storage.get_all<User>(where(is_equal(&User::id, 1)), limit(1)); // expect: rows pure
  storage.select(columns(&User::id));                      // expect: rows
  storage.execute(storage.prepare(get_all<User>())); // expect: rows
  storage.count<User>();                           // expect: count
  storage.transaction_guard();                     // expect: scope
  storage.insert(User{1, 2});                      // expect: write
  storage.update(User{1, 2});                      // expect: write
  storage.remove<User>(1);                         // expect: write
  storage.iterate<User>().size();                  // expect: rows free
}

struct Own {
  int &operator*();
  template <class T> T get(int);
  template <class T> int count();
};

void quiet(Own &own) {
  library();
  own.get<User>(1);
  *own;
  own.count<User>();
}
