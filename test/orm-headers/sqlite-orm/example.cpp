// What the profile sqlite-orm recognises, and what it leaves alone.
#include <sqlite_orm/sqlite_orm.h>

using namespace sqlite_orm;

struct User {
  int id;
};
struct Visit {
  int userId;
};

void queries(internal::storage_t<User, Visit> &storage) {
  for (auto &visit : storage.iterate<Visit>())     // expect: rows element forward
    storage.get<User>(visit.userId);               // expect: finder
  storage.get_pointer<User>(1);                    // expect: finder
  storage.get_optional<User>(1);                   // expect: finder
  storage.get_all<User>(where(is_equal(&User::id, 1)), limit(1)); // expect: rows pure
  storage.select(columns(1));                      // expect: rows
  storage.execute(1);                              // expect: rows
  storage.count<User>();                           // expect: count
  storage.transaction_guard();                     // expect: scope
  storage.insert(User{1});                         // expect: write
  storage.update(User{1});                         // expect: write
  storage.remove<User>(1);                         // expect: write
  storage.iterate<User>().size();                  // expect: rows free
}

struct Own {
  template <class T> T get(int);
  template <class T> int count();
};

void quiet(Own &own) {
  own.get<User>(1);
  own.count<User>();
}
