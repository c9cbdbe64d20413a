// with: poco-activerecord
#include "../worlds/shop.h"

#include <deque>
#include <queue>

namespace shop {

class Node : public Poco::ActiveRecord::ActiveRecord<Id> {
public:
  using Ptr = Poco::AutoPtr<Node>;
  Node::Ptr parent() const;
  Id parentID() const;
  int weight() const;
  static Ptr find(Context::Ptr context, const Id &id);
};

using Poco::ActiveRecord::Query;

// Breadth first: one query for each node that was in the queue.
int breadthFirstBad(Context::Ptr context, Node::Ptr root) {
  std::queue<Node::Ptr> queue;
  queue.push(root);
  int total = 0;
  while (!queue.empty()) {
    Node::Ptr node = queue.front();
    queue.pop();
    total += node->weight();
    for (const auto &child : Query<Node>(context).where("parent = ?").bind(node->id()).execute()) // expect: nplus1-query-in-loop id[]
      queue.push(child);
  }
  return total;
}

int relationOfQueueBad(std::deque<Node::Ptr> queue) {
  int total = 0;
  while (!queue.empty()) {
    Node::Ptr node = queue.front();
    queue.pop_front();
    total += node->parent()->weight(); // expect: nplus1-lazy-relation parent
  }
  return total;
}

int columnsOk(std::deque<Node::Ptr> queue) {
  int total = 0;
  while (!queue.empty()) {
    total += queue.front()->weight();
    queue.pop_front();
  }
  return total;
}

} // namespace shop
