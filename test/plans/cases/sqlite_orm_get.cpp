// with: sqlite-orm
// apply: unsafe
// why not: it takes a specialisation of nplus1::sqlite_orm_key that names the member with the key; without one it does not compile
// why not: the ORM's profile has no fix for it
#include <nplus1/sqlite_orm.hpp>
#include <sqlite_orm/sqlite_orm.h>

using namespace sqlite_orm;

struct User {
  int id;
  int age;
};
struct Visit {
  int userId;
};
template <> struct nplus1::sqlite_orm_key<User> {
  static constexpr auto member = &User::id;
};

auto library() {
  return make_storage("library.sqlite", make_table("user", make_column("id", &User::id, primary_key())),
                      make_table("visit", make_column("user_id", &Visit::userId)));
}

int ages() {
  auto storage = library();
  int total = 0;
  for (const auto &visit : storage.get_all<Visit>())
    total += storage.get<User>(visit.userId).age;
  return total;
}

int agesOfSome() {
  auto storage = library();
  int total = 0;
  auto visits = storage.get_all<Visit>();
  for (const auto &visit : visits)
    if (auto user = storage.get_pointer<User>(visit.userId))
      total += user->age;
  return total;
}
