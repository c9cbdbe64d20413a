#include "ProgramGenerator.h"

#include <initializer_list>

namespace nplus1 {

namespace {

/// An order as code names it at some place.
struct Row {
  std::string Object; ///< "order", "orders[i]", "(*it)"
  std::string Access; ///< "->" or "."
  std::string read(const std::string &Member) const { return Object + Access + Member; }
  std::string value() const { return Access == "." ? Object : "*" + Object; }
};

class Generator {
public:
  Generator(unsigned Number, std::mt19937 &Random) : Number(Number), Random(Random) {}

  std::string program() {
    std::string Body = rows();
    Body += before();
    Body += loop();
    if (chance(25))
      Body += loop();
    std::string Text = "namespace p" + std::to_string(Number) + " {\n\n";
    Text += Functions;
    if (ByParameter)
      return Text + "static void body(toy::Session &session, std::ostream &out, " +
             pick({"const Orders &orders", "Orders orders", "const Orders orders"}) + ") {\n" +
             Body + "}\n\nvoid run(toy::Session &session, std::ostream &out) {\n" +
             "  body(session, out, toy::all<Order>(session));\n}\n\n" + end();
    return Text + "void run(toy::Session &session, std::ostream &out) {\n" + Body + "}\n\n" + end();
  }

private:
  unsigned upTo(unsigned Count) { return Random() % Count; }
  bool chance(unsigned Percent) { return upTo(100) < Percent; }
  std::string pick(std::initializer_list<const char *> Choices) {
    return Choices.begin()[upTo(Choices.size())];
  }
  std::string fresh(const std::string &Base) { return Base + std::to_string(++Names); }
  std::string end() const { return "} // namespace p" + std::to_string(Number) + "\n\n"; }

  /// Where the rows come from. Orders is what they are called.
  std::string rows() {
    switch (upTo(7)) {
    case 0:
      return "  const auto orders = toy::all<Order>(session);\n";
    case 1:
      return "  Orders orders;\n  for (const auto &order : toy::all<Order>(session))\n"
             "    if (order->open())\n      orders.push_back(order);\n";
    case 2:
      Functions += "static Orders rowsOf(toy::Session &session) {\n"
                   "  return toy::all<Order>(session);\n}\n\n";
      return "  const Orders orders = rowsOf(session);\n";
    case 3:
      Orders = "page.rows";
      return "  struct Page {\n    Orders rows;\n  } page{toy::all<Order>(session)};\n";
    case 4:
      ByParameter = true;
      return "";
    case 5:
      Temporary = true;
      Orders = "toy::all<Order>(session)";
      return "";
    default:
      return "  auto orders = toy::all<Order>(session);\n";
    }
  }

  /// Statements between the rows and the loop; some take names that a fix might
  /// want.
  std::string before() {
    switch (upTo(6)) {
    case 0:
      return "  int items = 0, buyers = 1;\n  out << items + buyers;\n";
    case 1:
      return Temporary ? "" : "  if (" + Orders + ".empty())\n    return;\n";
    case 2:
      return "  // What was ordered.\n";
    default:
      return "";
    }
  }

  std::string loop() {
    Indent = "    ";
    Row Order{"order", "->"};
    std::string Head, Tail = "  }\n";
    bool Block = true;
    InLambda = false;
    switch (Temporary ? upTo(6) : upTo(12)) {
    case 0:
      Head = "  for (const auto &order : " + Orders + ") {\n";
      break;
    case 1:
      Head = "  for (auto order : " + Orders + ") {\n";
      break;
    case 2:
      Head = "  for (const Order::Ptr &order : " + Orders + ")\n";
      Tail = "";
      Block = false;
      break;
    case 3:
      Head = "  for (const auto found = " + Orders + "; const auto &order : found) {\n";
      break;
    case 4:
      Head = "  switch (1) {\n  case 1:\n  for (const auto &order : " + Orders + ") {\n";
      Tail = "  }\n  }\n";
      break;
    case 5:
      Head = "  if (session.queries >= 0)\n  for (const auto &order : " + Orders + ") {\n";
      break;
    case 6:
      Head = "  for (std::size_t i = 0; i < " + Orders + ".size(); ++i) {\n";
      Order.Object = Orders + "[i]";
      break;
    case 7:
      Head = "  for (auto it = " + Orders + ".begin(); it != " + Orders + ".end(); ++it) {\n";
      Order.Object = "(*it)";
      break;
    case 8:
      Head = "  for (auto it = " + Orders + ".rbegin(); it != " + Orders + ".rend(); ++it) {\n";
      Order.Object = "(*it)";
      break;
    case 9:
      Head = "  std::for_each(" + Orders + ".begin(), " + Orders + ".end(), [" +
             pick({"&", "&out, &session", "&session, &out"}) + "](const auto &order) {\n";
      Tail = "  });\n";
      InLambda = true;
      break;
    case 10: {
      std::string Map = fresh("numbered");
      Head = "  std::map<int, Order::Ptr> " + Map + ";\n  for (const auto &order : " + Orders +
             ")\n    " + Map +
             "[order->number()] = order;\n  for (const auto &[number, order] : " + Map +
             ") {\n    out << number;\n";
      break;
    }
    default:
      Head = "  for (auto &&order : " + Orders + ") {\n";
      break;
    }
    if (!Block)
      return Head + simple(Order);
    std::string Body;
    if (chance(20)) {
      Body += Indent + "const auto &row = " + Order.Object + ";\n";
      Order.Object = "row";
    } else if (chance(20)) {
      Body += Indent + "const Order &row = " + Order.value() + ";\n";
      Order = {"row", "."};
    }
    for (unsigned I = 0, Count = 1 + upTo(3); I < Count; ++I)
      Body += statement(Order, 0);
    return Head + Body + Tail;
  }

  /// One statement, as it can stand without braces.
  std::string simple(const Row &Of) { return Indent + "out << " + expression(Of) + " << ' ';\n"; }

  std::string expression(const Row &Of) {
    switch (upTo(8)) {
    case 0:
      return "Item::find(session, " + Of.read("itemId()") + ")->price()";
    case 1:
      return Of.read("item()") + "->maker()->name()";
    case 2:
      return "Maker::find(session, " + Of.read("item()") + "->makerId())->name()";
    case 3:
      return Of.read("item()") + "->price() * " + Of.read("number()") + " + " + Of.read("item()") +
             "->price()";
    case 4:
      return "Item::find(session, " + Of.read("itemId()") + " % 3 + 1)->price()";
    case 5:
      return "(" + Of.read("open()") + " ? " + Of.read("item()") + "->price() : 0)";
    case 6:
      return "PRICE_OF(" + Of.value() + ")";
    default:
      return Of.read("item()") + "->price()";
    }
  }

  std::string helper(const Row &Of) {
    std::string Name = fresh("show");
    std::string Saved = Indent;
    Indent = "  ";
    bool ByPointer = chance(40);
    Row Inside{"it", ByPointer ? "->" : "."};
    bool Lambda = InLambda;
    InLambda = true; // no break and continue
    std::string Body = statement(Inside, 1);
    InLambda = Lambda;
    Indent = Saved;
    Functions += pick({"static ", "static ", ""}) + "void " + Name +
                 "(toy::Session &session, std::ostream &out, const " +
                 (ByPointer ? "Order::Ptr &it" : "Order &it") + ") {\n  (void)session;\n" + Body +
                 "}\n\n";
    if (ByPointer && Of.Access == ".")
      return Indent + "if (auto copy = std::make_shared<const Order>(" + Of.Object + "))\n" +
             Indent + "  " + Name + "(session, out, copy);\n";
    return Indent + Name + "(session, out, " + (ByPointer ? Of.Object : Of.value()) + ");\n";
  }

  std::string generic(const Row &Of) {
    if (chance(50))
      return Indent + "switch (" + Of.read("kind()") + ") {\n" + Indent + "case Kind::item:\n" +
             Indent + "  out << Item::find(session, " + Of.read("target()") + ")->price();\n" +
             Indent + "  break;\n" + Indent + "case Kind::service:\n" + Indent +
             "  out << Service::find(session, " + Of.read("target()") + ")->fee();\n" + Indent +
             "  break;\n" + Indent + "default:\n" + Indent + "  out << '-';\n" + Indent + "}\n";
    return Indent + "if (" + Of.read("kind()") + " == Kind::item)\n" + Indent +
           "  out << Item::find(session, " + Of.read("target()") + ")->price();\n" + Indent +
           "else if (" + Of.read("kind()") + " == Kind::service)\n" + Indent +
           "  out << Service::find(session, " + Of.read("target()") + ")->fee();\n";
  }

  std::string nested(const std::string &Head, const Row &Of, unsigned Depth,
                     const std::string &Tail) {
    std::string Saved = Indent;
    Indent += "  ";
    std::string Inner = statement(Of, Depth + 1);
    Indent = Saved;
    return Indent + Head + " {\n" + Inner + Indent + "}" + Tail + "\n";
  }

  std::string statement(const Row &Of, unsigned Depth) {
    if (Depth > 2)
      return simple(Of);
    switch (upTo(24)) {
    case 0: {
      std::string Name = chance(50) ? "item" : fresh("item");
      return Indent + "{\n" + Indent + "  const auto " + Name + " = " + Of.read("item()") + ";\n" +
             Indent + "  out << " + Name + "->price() << " + Name + "->maker()->name();\n" +
             Indent + "}\n";
    }
    case 1: {
      std::string Key = fresh("key");
      return Indent + pick({"const long ", "const auto ", "long "}) + Key + " = " +
             Of.read("itemId()") + ";\n" + Indent + "out << Item::find(session, " + Key +
             ")->price();\n";
    }
    case 2:
    case 3:
      return Indent + "if (auto buyer = " + Of.read("buyer()") + ")\n" + Indent +
             "  out << buyer->name();\n";
    case 4: {
      std::string Name = fresh("buyer");
      return Indent + "const auto " + Name + " = " + Of.read("buyer()") + ";\n" + Indent +
             "out << (" + Name + " ? " + Name + "->name() : \"-\");\n";
    }
    case 5:
    case 6:
      return helper(Of);
    case 7:
      return generic(Of);
    case 8:
    case 9:
      return nested("if (" + Of.read("open()") + ")", Of, Depth, "");
    case 10:
      return nested("if (" + Of.read("buyerId()") + " != 0)", Of, Depth,
                    " else {\n" + Indent + "  out << \"nobody\";\n" + Indent + "}");
    case 11:
      return Indent + "if (" + Of.read("number()") + " % 3 == 0)\n" + Indent +
             (InLambda ? "  return;\n" : "  continue;\n");
    case 12:
      return InLambda || Depth
                 ? simple(Of)
                 : Indent + "if (" + Of.read("number()") + " > 7)\n" + Indent + "  break;\n";
    case 13:
      return Indent + "out << Item::find(session, 1)->price();\n";
    case 14: {
      std::string Name = fresh("changed");
      return Indent + "Item " + Name + ";\n" + Indent + Name + ".id = " + Of.read("itemId()") +
             ";\n" + Indent + Name + ".price_ = 7;\n" + Indent + Name + ".maker_ = 1;\n" + Indent +
             "toy::store(session, " + Name + ");\n";
    }
    case 15:
      return nested("try", Of, Depth,
                    " catch (const std::exception &) {\n" + Indent + "  out << '!';\n" + Indent +
                        "}");
    case 16: {
      std::string Name = fresh("print");
      return Indent + "auto " + Name + " = [&] { out << " + Of.read("item()") + "->price(); };\n" +
             Indent + Name + "();\n";
    }
    case 17:
      return Indent + "/* the price */ out << " + expression(Of) + "; // and no more\n";
    case 18:
      return Temporary || InLambda
                 ? simple(Of)
                 : Indent + "for (const auto &other : " + Orders + ")\n" + Indent +
                       "  if (other->itemId() == " + Of.read("itemId()") + ")\n" + Indent +
                       "    out << other->item()->price();\n";
    case 19:
      return nested("{", Of, Depth, "").replace(Indent.size() + 1, 2, "");
    case 20:
      return Indent + "out << " + Of.read("item()") + "->price(); out << " + Of.read("item()") +
             "->price();\n";
    default:
      return simple(Of);
    }
  }

  unsigned Number;
  std::mt19937 &Random;
  std::string Functions;
  std::string Orders = "orders";
  std::string Indent;
  bool ByParameter = false;
  bool Temporary = false;
  bool InLambda = false;
  unsigned Names = 0;
};

} // namespace

std::string generateProgram(unsigned Number, std::mt19937 &Random) {
  return Generator(Number, Random).program();
}

std::string generateUnit(unsigned Number, unsigned First, unsigned Count, std::mt19937 &Random) {
  std::string Text = "#include \"toy/shop.h\"\n\n#include <algorithm>\n#include <exception>\n"
                     "#include <map>\n#include <ostream>\n#include <vector>\n\n"
                     "#define PRICE_OF(order) (order).item()->price()\n\n";
  std::string List;
  for (unsigned Program = First; Program < First + Count; ++Program) {
    Text += generateProgram(Program, Random);
    List += "&p" + std::to_string(Program) + "::run, ";
  }
  return Text + "using Run = void (*)(toy::Session &, std::ostream &);\n" +
         "std::vector<Run> programs" + std::to_string(Number) + "() { return {" + List + "}; }\n";
}

} // namespace nplus1
