// with: poco-activerecord
//
// Loops without elements, whose key changes from turn to turn.
#include "../worlds/shop.h"

using namespace shop;
using Poco::ActiveRecord::Query;

Item::Ptr byPath(Context::Ptr context, const std::string &path) {
  return Query<Item>(context).where("path = ?").bind(path).execute()[0];
}

int prefixesBad(Context::Ptr context, const std::string &path) {
  int total = 0;
  std::size_t at = 0;
  while ((at = path.find('/', at + 1)) != std::string::npos)
    total += Item::find(context, std::stol(path.substr(0, at)))->price(); // expect: nplus1-query-in-loop - [likely]
  return total;
}

// Pages: the loop goes through the rows that the query gives.
int pagesOk(Context::Ptr context) {
  int total = 0;
  Id last = 0;
  for (;;) {
    auto page = Query<Item>(context).where("id > ?").bind(last).execute();
    if (page.empty())
      break;
    for (const auto &item : page) {
      total += item->price();
      last = item->makerID();
    }
  }
  return total;
}

int offsetsOk(Context::Ptr context) {
  int total = 0;
  for (int offset = 0; offset < total + 100; offset += 100)
    total += Query<Item>(context).where("id > ?").bind(offset).execute().size();
  return total;
}
