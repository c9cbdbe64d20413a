// Prints "<case> <queries>" and, indented, what the case printed.
#include "cases.h"

#include <nplus1/guard/poco.hpp>

#include <iostream>
#include <sstream>

namespace {

Context::Ptr openDatabase() {
  Poco::Data::SQLite::Connector::registerConnector();
  Context::Ptr context = new Context("SQLite", ":memory:");
  for (const char *sql :
       {"CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT)",
        "CREATE TABLE authors (id INTEGER PRIMARY KEY, name TEXT)",
        "CREATE TABLE books (id INTEGER PRIMARY KEY, title TEXT, author INTEGER)",
        "CREATE TABLE countries (code TEXT PRIMARY KEY, name TEXT)",
        "CREATE TABLE actions (id INTEGER PRIMARY KEY, actor_kind INTEGER, actor INTEGER, "
        "target_kind INTEGER, target TEXT)",
        "CREATE TABLE items (id INTEGER PRIMARY KEY, name TEXT, price INTEGER)",
        "CREATE TABLE orders (id INTEGER PRIMARY KEY, item INTEGER, country TEXT)",
        "INSERT INTO users VALUES (1, 'ann'), (2, 'bob'), (3, 'cy')",
        "INSERT INTO authors VALUES (1, 'james')",
        "INSERT INTO books VALUES (1, 'grey', 1), (2, 'darker', 1)",
        "INSERT INTO countries VALUES ('de', 'Germany'), ('fr', 'France')",
        "INSERT INTO items VALUES (1, 'pen', 2), (2, 'ink', 5), (3, 'pad', 3)",
        // Item 99 and country xx are gone.
        "INSERT INTO orders VALUES (1, 1, 'de'), (2, 2, 'fr'), (3, 1, 'de'), (4, 99, 'xx'), "
        "(5, 3, 'fr'), (6, 1, 'de')",
        // User 77 is gone, and 0 is no key.
        "INSERT INTO actions VALUES (1, 1, 1, 0, NULL), (2, 2, 2, 0, NULL), (3, 1, 77, 0, NULL), "
        "(4, 1, 0, 0, NULL), (5, 2, 1, 0, NULL), (6, 0, 3, 0, NULL)"})
    context->session() << sql, Poco::Data::Keywords::now;
  return context;
}

} // namespace

int main() {
  Context::Ptr context = openDatabase();
  for (const auto *cases : {&loopCases(), &moreCases(), &oddCases()})
    for (const Case &one : *cases) {
      std::ostringstream out;
      nplus1::query_log log(context);
      one.run(context, out);
      std::cout << one.name << ' ' << log.count() << '\n';
      std::istringstream lines(out.str());
      for (std::string line; std::getline(lines, line);)
        std::cout << "  " << line << '\n';
    }
}
