// The macros of nplus1/annotations.hpp.
#include <nplus1/annotations.hpp>

#include <string>
#include <vector>

class Customer;

class NPLUS1_ENTITY Order {
public:
  NPLUS1_LAZY Customer &customer() const;
  NPLUS1_LAZY_CACHED Customer &agent() const;
  NPLUS1_LAZY_MANY std::vector<int> items() const;
  NPLUS1_LAZY_MANY_CACHED std::vector<int> notes() const;
  NPLUS1_FREE int customerId() const;
  NPLUS1_FORWARD const Order *get() const;
  NPLUS1_WRITE void save();
  std::string unmarked() const;
};

class Repository {
public:
  virtual ~Repository() = default;
  NPLUS1_ROW_SOURCE std::vector<Order> open();
  NPLUS1_BUILDER Repository &since(int year);
  NPLUS1_FINDER virtual Order byId(int id) = 0;
  NPLUS1_EXECUTOR void sql(const std::string &text);
  NPLUS1_COUNT int count();
  NPLUS1_CURSOR bool next();
};

class SqlRepository : public Repository {
public:
  Order byId(int id) override;
};

void use(Repository &repository, SqlRepository &sql, Order &order) {
  repository.since(1).open(); // expect: builder rows
  repository.byId(1);         // expect: finder
  sql.byId(1);                // expect: finder
  repository.sql("x");        // expect: executor
  repository.count();         // expect: count
  repository.next();          // expect: cursor
  order.customer();           // expect: lazy
  order.agent();              // expect: lazy
  order.items();              // expect: lazy
  order.notes();              // expect: lazy
  order.save();               // expect: write
  order.customerId();         // expect: free
  order.get();                // expect: forward
  order.unmarked();
}
