// A loop in a header that several units include.
#pragma once

#include "cases.h"

inline void inAHeader(Context::Ptr context, std::ostream &out) {
  Orders orders = allOrders(context);
  for (const auto &order : orders)
    if (auto item = order->item())
      out << item->name() << '\n';
}
