// with: poco-activerecord
#include "../worlds/shop.h"

namespace shop {

class Node : public Poco::ActiveRecord::ActiveRecord<Id> {
public:
  using Ptr = Poco::AutoPtr<Node>;
  Node::Ptr parent() const;
  Id parentID() const;
  int weight() const;
  static Ptr find(Context::Ptr context, const Id &id);
};

int walkBad(Node::Ptr node) {
  int total = 0;
  while (node) {
    total += node->weight();
    node = node->parent(); // expect: nplus1-recursive-load parent [likely]
  }
  return total;
}

int recursionBad(const Node &node) {
  auto above = node.parent(); // expect: nplus1-recursive-load parent [likely]
  return above ? node.weight() + recursionBad(*above) : node.weight();
}

int childrenBad(Context::Ptr context, Id id) {
  int total = 0;
  auto children = Poco::ActiveRecord::Query<Node>(context).where("parent = ?").bind(id).execute(); // expect: nplus1-recursive-load - [likely]
  for (const auto &child : children)
    total += child->weight() + childrenBad(context, child->id());
  return total;
}

// From row to row by a query with a condition.
int walkByQueryBad(Context::Ptr context, Id id) {
  int total = 0;
  while (true) {
    auto above = Poco::ActiveRecord::Query<Node>(context).where("child = ?").bind(id).execute(); // expect: nplus1-recursive-load - [likely]
    if (above.empty())
      break;
    total += above[0]->weight();
    id = above[0]->parentID();
  }
  return total;
}

int walkByKeyBad(Context::Ptr context, Id id) {
  int total = 0;
  for (;;) {
    auto node = Node::find(context, id); // expect: nplus1-recursive-load - [likely]
    if (!node)
      break;
    total += node->weight();
    id = node->parentID();
  }
  return total;
}

int oneStepOk(const Node &node) { return node.parent()->weight(); }

int factorialOk(int n) { return n < 2 ? 1 : n * factorialOk(n - 1); }

} // namespace shop
