// A small library in a real SQLite database, with the traps of real data: null, dangling and
// repeated keys.
#pragma once

#include "poco_models.h"

#include <nplus1/guard/gtest.hpp>
#include <nplus1/guard/poco.hpp>
#include <nplus1/poco.hpp>

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace shop {

inline const char movie1[] = "6ba7b810-9dad-11d1-80b4-00c04fd430c8";
inline const char movie2[] = "6ba7b811-9dad-11d1-80b4-00c04fd430c8";

class Database {
public:
  Database() {
    Poco::Data::SQLite::Connector::registerConnector();
    context = new Context("SQLite", ":memory:");
    run("CREATE TABLE authors (id INTEGER PRIMARY KEY, name TEXT)");
    run("CREATE TABLE directors (id INTEGER PRIMARY KEY, name TEXT)");
    run("CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT)");
    run("CREATE TABLE books (id INTEGER PRIMARY KEY, title TEXT, author INTEGER)");
    run("CREATE TABLE movies (id TEXT PRIMARY KEY, title TEXT, director INTEGER)");
    run("CREATE TABLE countries (code TEXT PRIMARY KEY COLLATE NOCASE, name TEXT)");
    run("CREATE TABLE actions (id INTEGER PRIMARY KEY, actor_kind INTEGER, actor INTEGER, "
        "target_kind INTEGER, target TEXT)");
    run("CREATE TABLE items (id INTEGER PRIMARY KEY, name TEXT, price INTEGER)");
    run("CREATE TABLE orders (id INTEGER PRIMARY KEY, item INTEGER, country TEXT)");
  }

  void run(const std::string &sql) { context->session() << sql, Poco::Data::Keywords::now; }

  template <class T> std::vector<typename T::Ptr> all() {
    return Poco::ActiveRecord::Query<T>(context).orderBy(T::columns().front()).execute();
  }

  /// `count` items and `count` orders, order i for item i.
  void fillOrders(int count) {
    run("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < " +
        std::to_string(count) + ") INSERT INTO items SELECT i, 'item ' || i, i FROM n");
    run("INSERT INTO orders SELECT id, id, 'de' FROM items");
  }

  Context::Ptr context;
};

} // namespace shop
