// with: poco-activerecord
//
// Lists of constants at file scope. (e)10 of the README.
#include "../worlds/shop.h"

#include <array>

using namespace shop;
using Poco::ActiveRecord::Query;

static const std::vector<std::string> states = {"new", "paid", "sent"};
static constexpr std::array<Id, 2> standardItems = {1, 2};
std::vector<std::string> changeable = {"new", "paid"};

int vectorOk(Context::Ptr context) {
  int total = 0;
  for (const auto &state : states)
    total += Query<Order>(context).where("state = ?").bind(state).execute().size();
  return total;
}

int arrayOk(Context::Ptr context) {
  int total = 0;
  for (Id id : standardItems)
    total += Item::find(context, id)->price();
  return total;
}

int changeableBad(Context::Ptr context) {
  int total = 0;
  for (const auto &state : changeable)
    total += Query<Order>(context).where("state = ?").bind(state).execute().size(); // expect: nplus1-query-in-loop -
  return total;
}

#include <ranges>

int firstThreeOk(const Orders &orders) {
  int total = 0;
  for (const auto &order : std::views::take(orders, 3))
    total += order->item()->price();
  return total;
}

// Known wrong: an adaptor that waits for its range does not carry its number.
int fpFirstThreeOfAPipe(const Orders &orders) {
  int total = 0;
  for (const auto &order : orders | std::views::take(3))
    total += order->item()->price(); // expect: nplus1-lazy-relation item
  return total;
}

int firstSoManyBad(const Orders &orders, int many) {
  int total = 0;
  for (const auto &order : orders | std::views::take(many))
    total += order->item()->price(); // expect: nplus1-lazy-relation item
  return total;
}

int behindTheFirstBad(const Orders &orders) {
  int total = 0;
  for (const auto &order : orders | std::views::drop(3))
    total += order->item()->price(); // expect: nplus1-lazy-relation item
  return total;
}
