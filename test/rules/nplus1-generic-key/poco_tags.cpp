// with: poco-activerecord
//
// How the type of a row is written down and asked for.
#include "../worlds/shop.h"

#include <map>
#include <string>

using namespace shop;
using Poco::ActiveRecord::Query;

struct Target {
  int number;
  std::string tag;
  Id id;
};
using Targets = std::vector<Target>;

constexpr int itemNumber = 1, serviceNumber = 2;
static const std::string itemTag = "item", serviceTag = "service";
static constexpr const char *itemText = "item", *serviceText = "service";
struct Tags {
  static const std::string item, service;
};

int namedNumbersBad(Context::Ptr context, const Targets &targets) {
  int total = 0;
  for (const auto &target : targets) {
    if (target.number == itemNumber)
      total += Item::find(context, target.id)->price(); // expect: nplus1-generic-key id {Item,Service}
    else if (target.number == serviceNumber)
      total += Service::find(context, target.id)->fee();
  }
  return total;
}

int namedTextsBad(Context::Ptr context, const Targets &targets) {
  int total = 0;
  for (const auto &target : targets) {
    if (target.tag == itemTag)
      total += Item::find(context, target.id)->price(); // expect: nplus1-generic-key id {Item,Service}
    else if (target.tag == serviceTag)
      total += Service::find(context, target.id)->fee();
  }
  for (const auto &target : targets) {
    if (target.tag == itemText)
      total += Item::find(context, target.id)->price(); // expect: nplus1-generic-key id {Item,Service}
    else if (target.tag == serviceText)
      total += Service::find(context, target.id)->fee();
  }
  for (const auto &target : targets) {
    if (target.tag == Tags::item)
      total += Item::find(context, target.id)->price(); // expect: nplus1-generic-key id {Item,Service}
    else if (target.tag == Tags::service)
      total += Service::find(context, target.id)->fee();
  }
  return total;
}

int notEqualBad(Context::Ptr context) {
  int total = 0;
  for (const auto &order : Query<Order>(context).execute()) {
    if (order->kind() != Kind::item)
      total += Service::find(context, order->target())->fee(); // expect: nplus1-generic-key target {Item,Service}
    else
      total += Item::find(context, order->target())->price();
  }
  return total;
}

int eitherBad(Context::Ptr context, const Targets &targets) {
  int total = 0;
  for (const auto &target : targets) {
    if (target.number == 1 || target.number == 3)
      total += Item::find(context, target.id)->price(); // expect: nplus1-generic-key id {Item,Service}
    else if (target.number == 2)
      total += Service::find(context, target.id)->fee();
  }
  return total;
}

// One side is known when the program is compiled.
int knownSideBad(Context::Ptr context) {
  int total = 0;
  for (const auto &order : Query<Order>(context).execute()) {
    if (sizeof(Id) == 4 || order->kind() == Kind::item)
      total += Item::find(context, order->target())->price(); // expect: nplus1-generic-key target {Item,Service}
    else
      total += Service::find(context, order->target())->fee();
  }
  return total;
}

int defaultFirstBad(Context::Ptr context) {
  int total = 0;
  for (const auto &order : Query<Order>(context).execute()) {
    switch (order->kind()) {
    default:
      total += Service::find(context, order->target())->fee(); // expect: nplus1-generic-key target {Item,Service}
      break;
    case Kind::item:
      total += Item::find(context, order->target())->price();
    }
  }
  return total;
}

// A row may run both: two relations, not one key.
int fallsThroughBad(Context::Ptr context, const Targets &targets) {
  int total = 0;
  for (const auto &target : targets) {
    switch (target.number) {
    case 1:
      total += Item::find(context, target.id)->price(); // expect: nplus1-query-in-loop id [likely]
      [[fallthrough]];
    case 2:
      total += Service::find(context, target.id)->fee(); // expect: nplus1-query-in-loop id [likely]
      break;
    }
  }
  return total;
}

static Kind kindOf(const std::string &tag) {
  static const std::map<std::string, Kind> kinds{{"item", Kind::item}, {"service", Kind::service}};
  auto known = kinds.find(tag);
  return known == kinds.end() ? Kind::item : known->second;
}

int textToNumberBad(Context::Ptr context, const Targets &targets) {
  int total = 0;
  for (const auto &target : targets) {
    switch (kindOf(target.tag)) {
    case Kind::item:
      total += Item::find(context, target.id)->price(); // expect: nplus1-generic-key id {Item,Service}
      break;
    case Kind::service:
      total += Service::find(context, target.id)->fee();
      break;
    }
  }
  return total;
}

int mapOfKindsBad(Context::Ptr context, const Targets &targets,
                  const std::map<std::string, Kind> &kinds) {
  int total = 0;
  for (const auto &target : targets) {
    auto known = kinds.find(target.tag);
    if (known == kinds.end())
      continue;
    if (known->second == Kind::item)
      total += Item::find(context, target.id)->price(); // expect: nplus1-generic-key id {Item,Service} [likely]
    else
      total += Service::find(context, target.id)->fee();
  }
  return total;
}

// What is found in the map is not loaded: a cache, whatever it is asked.
int countedCacheOk(Context::Ptr context, const Targets &targets) {
  std::map<Id, int> prices;
  int total = 0;
  for (const auto &target : targets) {
    if (prices.count(target.id) == 0)
      prices[target.id] = Item::find(context, target.id)->price();
    total += prices[target.id];
  }
  return total;
}
