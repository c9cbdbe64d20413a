// The test gives this file a byte order mark and lines that end with CR LF.
#include "shared.h"

namespace {

void withCrLf(Context::Ptr context, std::ostream &out) {
  Orders orders = allOrders(context);
  for (const auto &order : orders)
    if (auto item = order->item())
      out << item->name() << '\n';
}

} // namespace

void inALink(Context::Ptr context, std::ostream &out);

const std::vector<Case> &moreCases() {
  static const std::vector<Case> all = {{"withCrLf", &withCrLf}, {"inALink", &inALink}};
  return all;
}
