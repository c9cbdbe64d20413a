// with: poco-activerecord
//
// Section by section, what must stay quiet or be said differently; the numbers
// are those of the list in ../README.md. What other files of these tests show
// already is not repeated here.
#include "../worlds/shop.h"

#include <future>
#include <optional>

using namespace shop;
using Poco::ActiveRecord::Query;

// -- 2, 3. Prefetched earlier, several callers: see qdjango_eager.cpp -------------------

// -- 5. The base of the access is the loop's element ------------------------------------

int afterLoopOk(Context::Ptr context) {
  Order::Ptr last;
  for (const auto &order : Query<Order>(context).execute())
    last = order;
  return last->item()->price();
}

static int priceOf(const Order &order) { return order.item()->price(); }

// The loop of one function does not leak into the next.
int secondFunctionOk(Context::Ptr context, const Order &order) {
  int total = 0;
  for (const auto &each : Query<Order>(context).execute())
    total += each->number();
  return total + priceOf(order);
}

// -- 6. Loop-invariant access: another rule ---------------------------------------------

int invariantRelationBad(Context::Ptr context, const Order &config) {
  int total = 0;
  for (const auto &order : Query<Order>(context).execute())
    total += order->number() * config.item()->price(); // expect: nplus1-invariant-query -
  return total;
}

// -- 7. Not a relation ------------------------------------------------------------------

struct Plain {
  Item::Ptr item() const;
  static Plain find(Context::Ptr context, Id id);
  int itemID() const;
};

int sameNamesOk(Context::Ptr context, const std::vector<Plain> &plains) {
  int total = 0;
  for (const auto &plain : plains) {
    total += plain.item()->price();
    total += Plain::find(context, plain.itemID()).itemID();
  }
  return total;
}

// -- 10. Constant or tiny loops ---------------------------------------------------------

constexpr Id Standard[] = {1, 2, 3};

int fixedArrayOk(Context::Ptr context) {
  int total = 0;
  for (Id id : Standard)
    total += Item::find(context, id)->price();
  return total;
}

int daysOk(Context::Ptr context) {
  int total = 0;
  for (int day = 0; day < 31; ++day)
    total += Item::find(context, day)->price();
  return total;
}

int mostTurnsOk(Context::Ptr context) {
  int total = 0;
  for (int i = 0; i < 64; ++i)
    total += Item::find(context, i)->price();
  return total;
}

int manyTurnsBad(Context::Ptr context) {
  int total = 0;
  for (int i = 0; i < 65; ++i)
    total += Item::find(context, i)->price(); // expect: nplus1-query-in-loop -
  return total;
}

int downwardsBad(Context::Ptr context) {
  int total = 0;
  for (int i = 1000; i > 0; --i)
    total += Item::find(context, i)->price(); // expect: nplus1-query-in-loop -
  return total;
}

Id table[200];
int largeArrayBad(Context::Ptr context) {
  int total = 0;
  for (Id id : table)
    total += Item::find(context, id)->price(); // expect: nplus1-query-in-loop -
  return total;
}

// Few turns for each of many rows are many.
int daysOfRowsBad(Context::Ptr context) {
  int total = 0;
  for (const auto &order : Query<Order>(context).execute())
    for (int day = 0; day < 7; ++day)
      total += Item::find(context, order->itemID() * 7 + day)->price(); // expect: nplus1-query-in-loop itemID
  return total;
}

int relationOfRowsBad(Context::Ptr context) {
  int total = 0;
  for (const auto &order : Query<Order>(context).execute())
    for (int day = 0; day < 7; ++day)
      total += day * order->item()->price(); // expect: nplus1-lazy-relation item
  return total;
}

int optionalOk(std::optional<Order::Ptr> order) {
  int total = 0;
  if (order)
    total += (*order)->item()->price();
  return total;
}

// -- 14. A query per chunk ---------------------------------------------------------------

std::string joined(const std::vector<Id> &ids);
std::string joined(const std::vector<Id> &ids, std::size_t from, std::size_t count);

int chunksOk(Context::Ptr context, const std::vector<std::vector<Id>> &chunks) {
  int total = 0;
  for (const auto &chunk : chunks)
    for (const auto &item : Query<Item>(context).where("id IN (" + joined(chunk) + ")").execute())
      total += item->price();
  return total;
}

int chunksByIndexOk(Context::Ptr context, const std::vector<Id> &ids) {
  int total = 0;
  for (std::size_t i = 0; i < ids.size(); i += 500)
    for (const auto &item : Query<Item>(context).where("id IN (" + joined(ids, i, 500) + ")").execute())
      total += item->price();
  return total;
}

// -- 15. Writes --------------------------------------------------------------------------

void rowWritesOk(Context::Ptr context) {
  for (auto &order : Query<Order>(context).execute()) {
    order->update();
  }
}

void insertsOk(Context::Ptr context, Orders orders) {
  for (auto &order : orders) {
    order->attach(context);
    order->insert();
  }
}

// -- 19. Parallel ------------------------------------------------------------------------

int fanOutOk(Context::Ptr context, Id a, Id b) {
  auto first = std::async([=] { return Item::find(context, a)->price(); });
  auto second = std::async([=] { return Item::find(context, b)->price(); });
  return first.get() + second.get();
}

// What another thread runs is not followed.
void fnAsyncBad(Context::Ptr context, std::vector<std::future<int>> &out) {
  for (const auto &order : Query<Order>(context).execute())
    out.push_back(std::async([=] { return order->item()->price(); }));
}

// -- 20. The same query twice ------------------------------------------------------------

int twiceOk(Context::Ptr context, Id a, Id b) {
  return Item::find(context, a)->price() + Item::find(context, b)->price();
}

// -- 21. Retry, polling, paging, batches ---------------------------------------------------

int retryOk(Context::Ptr context, Id id, int attempts) {
  for (int attempt = 0; attempt < attempts; ++attempt) {
    try {
      return Item::find(context, id)->price();
    } catch (...) {
    }
  }
  return 0;
}

void waitOk(Context::Ptr context, Id id) {
  do {
  } while (!Order::find(context, id)->open());
}

int pagesOk(Context::Ptr context) {
  int total = 0;
  for (std::size_t page = 0;; ++page) {
    auto orders = Query<Order>(context).offset(page * 50).limit(50).execute();
    if (orders.empty())
      break;
    for (const auto &order : orders)
      total += order->number();
  }
  return total;
}

int keysetPagesOk(Context::Ptr context) {
  int total = 0;
  Id last = 0;
  for (;;) {
    auto orders = Query<Order>(context).where("id > ?").bind(last).limit(50).execute();
    if (orders.empty())
      break;
    for (const auto &order : orders)
      total += order->number();
    last = orders.back()->id();
  }
  return total;
}

// -- 22. A lookup in a cache first ---------------------------------------------------------

class Prices {
public:
  explicit Prices(Context::Ptr context) : context_(context) {}
  int of(Id id) {
    if (auto it = known_.find(id); it != known_.end())
      return it->second;
    int price = Item::find(context_, id)->price();
    known_.emplace(id, price);
    return price;
  }
  Item::Ptr standard() {
    if (!standard_)
      standard_ = Item::find(context_, 1);
    return standard_;
  }

private:
  Context::Ptr context_;
  std::map<Id, int> known_;
  Item::Ptr standard_;
};

int memberCacheOk(Context::Ptr context) {
  Prices prices(context);
  int total = 0;
  for (const auto &order : Query<Order>(context).execute())
    total += prices.of(order->itemID());
  return total;
}

int memberOnceOk(Context::Ptr context) {
  Prices prices(context);
  int total = 0;
  for (const auto &order : Query<Order>(context).execute())
    total += order->number() * prices.standard()->price();
  return total;
}

int containsOk(Context::Ptr context) {
  std::map<Id, Item::Ptr> items;
  for (const auto &order : Query<Order>(context).execute())
    if (!items.contains(order->itemID()))
      items[order->itemID()] = order->item();
  return items.size();
}

// -- 24. Null by data: it is a query all the same -------------------------------------------

int nullableBad(Context::Ptr context) {
  int total = 0;
  for (const auto &order : Query<Order>(context).execute())
    if (order->itemID())
      total += order->item()->price(); // expect: nplus1-lazy-relation item [likely]
  return total;
}

// -- 26. Macros ---------------------------------------------------------------------------

#define PRICE(order) (order)->item()->price()

int macroBad(Context::Ptr context) {
  int total = 0;
  for (const auto &order : Query<Order>(context).execute())
    total += PRICE(order); // expect: nplus1-lazy-relation item
  return total;
}
