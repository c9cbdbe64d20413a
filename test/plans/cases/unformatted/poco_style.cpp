// with: poco-activerecord
// apply: unsafe
// why not: where the loop has no rows, the query runs all the same
#include "../../../rules/worlds/shop.h"

#include <string>

using namespace shop;

// What is new is written as the loop's header is.
int ampersandAtTheType(const Orders& orders)
{
    int total = 0;
    for (const auto& order : orders)
        total += order->item()->price();
    return total;
}

int constBehind(Orders const& orders)
{
    int total = 0;
    for (auto const& order : orders)
        total += order->item()->price();
    return total;
}

// A header without a reference: as in the function.
int counted(const Orders & orders)
{
    int total = 0;
    for (std::size_t i = 0; i < orders.size(); ++i)
        total += orders[i]->item()->price();
    return total;
}

Orders allOrders();

// A block that has to be made leaves the loop's own lines alone.
int blocks(const Orders& orders, int which)
{
    int total = 0;
    switch (which) {
    case 1:
        for (const auto& order : orders)
            total += order->item()->price();
        break;
    default:
        for (const auto& order : orders) {
            total += order->item()->price();
        }
    }
    if (which > 2)
        for (auto const& order : allOrders())
            total += order->item()->price();
    else
        for (const auto& order : allOrders())
            total += order->item()->price();
    return total;
}

int hoisted(const Context::Ptr& context, const Orders& orders)
{
    int total = 0;
    for (auto const& order : orders) {
        // The price of shipping,
        // which is the same for all.
        auto shipping = Item::find(context, 1);
        total += order->number() * shipping->price();
    }
    return total;
}
