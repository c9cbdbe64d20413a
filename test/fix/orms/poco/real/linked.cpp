// Compiled through a symbolic link to it.
#include "cases.h"

void inALink(Context::Ptr context, std::ostream &out) {
  Orders orders = allOrders(context);
  for (const auto &order : orders)
    if (auto item = order->item())
      out << item->name() << '\n';
}
