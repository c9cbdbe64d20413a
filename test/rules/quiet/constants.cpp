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
