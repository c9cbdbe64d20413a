// with: poco-activerecord
//
// Values that come back through a parameter.
#include "../worlds/shop.h"

#include <charconv>
#include <sstream>

using namespace shop;

struct Line {
  std::string text;
};

// A function whose body is not in view fills a variable from the element.
struct Parsed {
  Id item = 0;
};
bool parse(const std::string &text, Parsed &into);

int parsedKeyBad(Context::Ptr context, const std::vector<Line> &lines) {
  int total = 0;
  for (const Line &line : lines) {
    Parsed parsed;
    parse(line.text, parsed);
    total += Item::find(context, parsed.item)->price(); // expect: nplus1-query-in-loop item
  }
  return total;
}

int pointerBad(Context::Ptr context, const std::vector<Line> &lines) {
  int total = 0;
  for (const Line &line : lines) {
    Id id = 0;
    std::from_chars(line.text.data(), line.text.data() + line.text.size(), id);
    total += Item::find(context, id)->price(); // expect: nplus1-query-in-loop text
  }
  return total;
}

// What already holds something keeps it: the row is not replaced by its use.
void note(Order::Ptr &order, int number);

int heldBad(const Orders &orders) {
  int total = 0;
  for (Order::Ptr order : orders) {
    note(order, 1);
    total += order->item()->price(); // expect: nplus1-lazy-relation item
  }
  return total;
}

// Filled from nothing that varies: the same query in every turn is another rule's.
void defaults(Parsed &into);

int constantKeyOk(Context::Ptr context, const std::vector<Line> &lines) {
  int total = 0;
  for (const Line &line : lines) {
    Parsed parsed;
    defaults(parsed);
    total += line.text.size() + Item::find(context, parsed.item)->price();
  }
  return total;
}
