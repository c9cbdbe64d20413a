// with: libpqxx
//
// SQL whose text is not written in the call, and what a text does besides its first
// word.
#include <pqxx/pqxx>

#include <cstdio>
#include <sstream>
#include <string>
#include <vector>

void print(const std::string &text);

constexpr const char *ownerById = "SELECT name FROM owner WHERE id = $1";
static const std::string touchOwner = "UPDATE owner SET seen = 1 WHERE id = $1";

void constantBad(pqxx::work &work, const std::vector<int> &ids) {
  for (int id : ids)
    print(work.exec_params1(ownerById, id)[0].c_str()); // expect: nplus1-query-in-loop -
}

void constantOfWriteOk(pqxx::work &work, const std::vector<int> &ids) {
  for (int id : ids)
    work.exec_params(touchOwner, id);
}

void variableBad(pqxx::work &work, const std::vector<int> &ids) {
  for (int id : ids) {
    std::string text = "SELECT name FROM owner WHERE id = " + std::to_string(id);
    print(work.exec(text)[0][0].c_str()); // expect: nplus1-query-in-loop -
  }
}

void appendedBad(pqxx::work &work, const std::vector<int> &ids) {
  for (int id : ids) {
    std::string text;
    text = "SELECT name FROM owner";
    text += " WHERE id = " + std::to_string(id);
    print(work.exec(text)[0][0].c_str()); // expect: nplus1-query-in-loop -
  }
}

void formattedBad(pqxx::work &work, const std::vector<int> &ids) {
  for (int id : ids) {
    char text[100];
    std::snprintf(text, sizeof text, "SELECT name FROM owner WHERE id = %d", id);
    print(work.exec(text)[0][0].c_str()); // expect: nplus1-query-in-loop -
  }
}

void quotedBad(pqxx::work &work, const std::vector<std::string> &names) {
  for (const std::string &name : names)
    print(work.exec("SELECT id FROM owner WHERE name = " + work.quote(name))[0][0].c_str()); // expect: nplus1-query-in-loop -
}

void commentFirstBad(pqxx::work &work, const std::vector<int> &ids) {
  for (int id : ids)
    work.exec_params("-- the owner\n /* by key */ SELECT name FROM owner WHERE id = $1", id); // expect: nplus1-query-in-loop -
}

// One variable for a read and a write: which of them runs is not known.
void eitherOk(pqxx::work &work, const std::vector<int> &ids, bool keep) {
  for (int id : ids) {
    std::string text;
    if (keep)
      text = "SELECT name FROM owner WHERE id = $1";
    else
      text = "DELETE FROM owner WHERE id = $1";
    work.exec_params(text, id);
  }
}

void withReadsBad(pqxx::work &work, const std::vector<int> &ids) {
  for (int id : ids)
    work.exec_params("WITH x AS (SELECT 1) SELECT name FROM owner WHERE id = $1", id); // expect: nplus1-query-in-loop -
}

void withInsertsOk(pqxx::work &work, const std::vector<std::string> &names) {
  for (const std::string &name : names)
    work.exec_params("WITH x AS (SELECT 1) INSERT INTO owner(name) VALUES ($1)", name);
}

void withUpdatesOk(pqxx::work &work, const std::vector<int> &ids) {
  for (int id : ids)
    work.exec_params("WITH x AS (UPDATE owner SET seen = 1 WHERE id = $1 RETURNING id) SELECT * FROM x", id);
}

// A lock on what is read does not make it a write.
void forUpdateBad(pqxx::work &work, const std::vector<int> &ids) {
  for (int id : ids)
    work.exec_params("WITH x AS (SELECT 1) SELECT name FROM owner WHERE id = $1 FOR UPDATE", id); // expect: nplus1-query-in-loop -
}

// A SELECT that is run for what its function does.
void notifyOk(pqxx::work &work, const std::vector<int> &ids) {
  for (int id : ids)
    work.exec_params("SELECT pg_notify('channel', $1)", id);
}

void lockOk(pqxx::work &work, const std::vector<int> &ids) {
  for (int id : ids)
    work.exec_params("SELECT pg_advisory_xact_lock($1)", id);
}

// The name alone, as text.
void nameInTextBad(pqxx::work &work, const std::vector<int> &ids) {
  for (int id : ids)
    work.exec_params("SELECT name FROM owner WHERE note = 'nextval(x)' AND id = $1", id); // expect: nplus1-query-in-loop -
}
