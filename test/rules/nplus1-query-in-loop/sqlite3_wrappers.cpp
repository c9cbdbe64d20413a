// with: sqlite3
//
// A class around a statement: the text comes with the constructor, the key with one
// method, and another one runs it.
#include <sqlite3.h>

#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

void print(const std::string &text);

class Statement {
public:
  Statement(sqlite3 *db, const char *sql) {
    if (sqlite3_prepare_v2(db, sql, -1, &statement, nullptr) != SQLITE_OK)
      throw std::runtime_error(sqlite3_errmsg(db));
  }
  ~Statement() { sqlite3_finalize(statement); }
  Statement &bind(int index, int value) {
    sqlite3_bind_int(statement, index, value);
    return *this;
  }
  bool step() { return sqlite3_step(statement) == SQLITE_ROW; }
  void reset() { sqlite3_reset(statement); }
  int number(int column) { return sqlite3_column_int(statement, column); }
  std::string text(int column) {
    return reinterpret_cast<const char *>(sqlite3_column_text(statement, column));
  }

private:
  sqlite3_stmt *statement = nullptr;
};

struct Message {
  int id;
  int userId;
};

std::vector<Message> messages(sqlite3 *db) {
  std::vector<Message> all;
  Statement query(db, "SELECT id, user_id FROM message");
  while (query.step())
    all.push_back({query.number(0), query.number(1)});
  return all;
}

std::string userName(sqlite3 *db, int id) {
  Statement query(db, "SELECT name FROM user WHERE id = ?");
  query.bind(1, id);
  return query.step() ? query.text(0) : std::string();
}

void finderBad(sqlite3 *db) {
  for (const auto &message : messages(db))
    print(userName(db, message.userId)); // expect: nplus1-query-in-loop userId
}

void perRowBad(sqlite3 *db, const std::vector<Message> &all) {
  for (const auto &message : all) {
    Statement query(db, "SELECT name FROM user WHERE id = ?");
    query.bind(1, message.userId);
    if (query.step()) // expect: nplus1-query-in-loop userId
      print(query.text(0));
  }
}

void preparedOnceBad(sqlite3 *db, const std::vector<Message> &all) {
  Statement query(db, "SELECT name FROM user WHERE id = ?");
  for (const auto &message : all) {
    query.bind(1, message.userId);
    while (query.step()) // expect: nplus1-query-in-loop userId
      print(query.text(0));
    query.reset();
  }
}

void onTheHeapBad(sqlite3 *db, const std::vector<Message> &all) {
  for (const auto &message : all) {
    auto query = std::make_unique<Statement>(db, "SELECT name FROM user WHERE id = ?");
    query->bind(1, message.userId);
    if (query->step()) // expect: nplus1-query-in-loop userId
      print(query->text(0));
  }
}

void writesOk(sqlite3 *db, const std::vector<Message> &all) {
  Statement insert(db, "INSERT INTO message(user_id) VALUES(?)");
  for (const auto &message : all) {
    insert.bind(1, message.userId).step();
    insert.reset();
  }
}

// What is bound does not depend on the row: nothing is said of it.
void sameKeyOk(sqlite3 *db, const std::vector<Message> &all, int user) {
  Statement query(db, "SELECT name FROM user WHERE id = ?");
  query.bind(1, user);
  for (const auto &message : all) {
    if (query.step())
      print(query.text(0) + std::to_string(message.id));
    query.reset();
  }
}

// The text is not known, so it may write.
void unknownTextOk(sqlite3 *db, const std::vector<Message> &all, const char *sql) {
  Statement query(db, sql);
  for (const auto &message : all) {
    query.bind(1, message.userId);
    query.step();
    query.reset();
  }
}

// Another statement's keys are not this one's.
void otherObjectOk(sqlite3 *db, const std::vector<Message> &all) {
  Statement insert(db, "INSERT INTO message(user_id) VALUES(?)");
  Statement query(db, "SELECT count(*) FROM message");
  for (const auto &message : all) {
    insert.bind(1, message.userId);
    insert.step();
    if (query.step())
      print(query.text(0));
  }
}

class Users {
public:
  explicit Users(sqlite3 *db)
      : byId(db, "SELECT name FROM user WHERE id = ?"), add(db, "INSERT INTO user VALUES(?)") {}
  std::string name(int id) {
    byId.bind(1, id);
    return byId.step() ? byId.text(0) : std::string();
  }
  void insert(int id) {
    add.bind(1, id);
    add.step();
  }

private:
  Statement byId;
  Statement add;
};

void statementsOfAClassBad(Users &users, const std::vector<Message> &all) {
  for (const auto &message : all)
    print(users.name(message.userId)); // expect: nplus1-query-in-loop userId
}

void writesOfAClassOk(Users &users, const std::vector<Message> &all) {
  for (const auto &message : all)
    users.insert(message.userId);
}
