// QtSql and QDjango report failures by return values, so their adapters are used without
// exceptions, too: this must compile with -fno-exceptions -fno-rtti.
#include "qdjango_models.h"

#include <nplus1/guard/qtsql.hpp>
#include <nplus1/qdjango.hpp>
#include <nplus1/qtsql.hpp>

struct Item {
  qlonglong id;
};
template <> struct nplus1::table<Item> {
  using key_type = qlonglong;
  static constexpr const char *columns = "id", *from = "items", *key = "id";
  static key_type key_of(const Item &item) { return item.id; }
  static Item read(const QSqlQuery &row) { return {row.value(0).toLongLong()}; }
};

std::size_t use(QSqlDatabase database, const std::vector<int> &rows) {
  nplus1::query_log log(database);
  const auto same = [](int row) { return row; };
  auto items = nplus1::batch<Item>(database, rows, same);
  auto authors = nplus1::batch<Author>(rows, same);
  auto targets = nplus1::by_type(rows, nplus1::type<Author>(1), nplus1::type<Tag>(2),
                                 [](int row) { return std::pair(row, row); });
  for (int row : rows) {
    items.find(row);
    delete authors.find(row);
    delete targets.find<Tag>(row);
  }
  return log.count();
}
