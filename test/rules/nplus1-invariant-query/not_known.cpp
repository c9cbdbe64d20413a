// with: poco-activerecord
//
// "The same query" is said only of what is known to be the same.
#include "../worlds/shop.h"

#include <cstdio>
#include <functional>

using namespace shop;

static Id current = 1;
static const Id standard = 1;
Id shared = 1;

// It goes from row to row of the loop.
int cursorBad(Context::Ptr context, const Orders &orders) {
  int total = 0;
  for (const auto &order : orders) {
    total += Item::find(context, current)->price(); // expect: nplus1-query-in-loop - [likely]
    current = order->itemID();
  }
  return total;
}

void advance();

int globalOk(Context::Ptr context, const Orders &orders) {
  int total = 0;
  for (const auto &order : orders) {
    total += order->number() * Item::find(context, shared)->price();
    advance();
  }
  return total;
}

int constantBad(Context::Ptr context, const Orders &orders) {
  int total = 0;
  for (const auto &order : orders)
    total += order->number() * Item::find(context, standard)->price(); // expect: nplus1-invariant-query -
  return total;
}

struct Pager {
  Context::Ptr context;
  Id at = 1;
  void next() { ++at; }
  int totalOk(const Orders &orders) {
    int total = 0;
    for (const auto &order : orders) {
      total += order->number() * Item::find(context, at)->price();
      next();
    }
    return total;
  }
};

struct Settings {
  Context::Ptr context;
  Id standard = 1;
  int totalBad(const Orders &orders) const {
    int total = 0;
    for (const auto &order : orders)
      total += order->number() * Item::find(context, standard)->price(); // expect: nplus1-invariant-query -
    return total;
  }
};

// The member of an object that the loop hands to somebody.
void turn(Settings &settings);

int handedOverOk(const Orders &orders, Settings &settings) {
  int total = 0;
  for (const auto &order : orders) {
    turn(settings);
    total += order->number() * Item::find(settings.context, settings.standard)->price();
  }
  return total;
}

// A function that the loop calls writes.
void touch(Order::Ptr order) { order->update(); }

int writesInCallOk(Context::Ptr context, const Orders &orders, Id standard) {
  int total = 0;
  for (const auto &order : orders) {
    touch(order);
    total += Item::find(context, standard)->price();
  }
  return total;
}

// Keys that a function leaves in a variable.
int calledPointerBad(Context::Ptr context, const std::vector<std::string> &texts,
                     bool (*parse)(const std::string &, Id &)) {
  int total = 0;
  for (const auto &text : texts) {
    Id id;
    if (parse(text, id))
      total += Item::find(context, id)->price(); // expect: nplus1-query-in-loop - [likely]
  }
  return total;
}

int variadicBad(Context::Ptr context, const std::vector<std::string> &texts) {
  int total = 0;
  for (const auto &text : texts) {
    Id id = 0;
    std::sscanf(text.c_str(), "%lu", (unsigned long *)&id);
    total += Item::find(context, id)->price(); // expect: nplus1-query-in-loop -
  }
  return total;
}

int callableOk(Context::Ptr context, const std::vector<int> &turns, const std::function<bool(Id &)> &read) {
  int total = 0;
  for (int turn : turns) {
    Id id;
    if (!read(id))
      break;
    total += turn * Item::find(context, id)->price();
  }
  return total;
}
