// with: sqlite-orm
#include <sqlite_orm/sqlite_orm.h>

#include <string>
#include <vector>

using namespace sqlite_orm;

struct User {
  int id;
  std::string name;
};
struct Visit {
  int id;
  int userId;
};
using Storage = internal::storage_t<User, Visit>;

void print(const std::string &text);
void print(int number);

void getBad(Storage &storage) {
  for (const Visit &visit : storage.get_all<Visit>())
    print(storage.get<User>(visit.userId).name); // expect: nplus1-query-in-loop userId
}

void iterateBad(Storage &storage) {
  for (auto &visit : storage.iterate<Visit>())
    if (auto user = storage.get_pointer<User>(visit.userId)) // expect: nplus1-query-in-loop userId
      print(user->name);
}

void filteredQueryBad(Storage &storage) {
  for (const User &user : storage.get_all<User>())
    for (const Visit &visit : storage.get_all<Visit>(where(is_equal(&Visit::userId, user.id)))) // expect: nplus1-query-in-loop id[]
      print(visit.id);
}

void countBad(Storage &storage) {
  for (const User &user : storage.get_all<User>())
    print(storage.count<Visit>(where(is_equal(&Visit::userId, user.id)))); // expect: nplus1-count-in-loop id
}

void insertOk(Storage &storage, const std::vector<User> &users) {
  for (const User &user : users)
    storage.insert(user);
}

void ownMemberOk(const std::vector<std::vector<int>> &lists) {
  struct Own {
    int get(int) const;
  } own;
  for (const auto &list : lists)
    print(own.get(list.front()));
}
