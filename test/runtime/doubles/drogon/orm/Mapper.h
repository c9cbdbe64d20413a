#pragma once

#include <drogon/orm/Criteria.h>
#include <drogon/orm/DbClient.h>
#include <drogon/orm/Exception.h>

#include <memory_table.h>

#include <utility>
#include <vector>

namespace drogon::orm {

template <class T> class Mapper {
public:
  using TraitsPKType = typename T::PrimaryKeyType;
  explicit Mapper(DbClientPtr client) : client_(std::move(client)) {}

  std::vector<T> findBy(const Criteria &criteria) {
    return doubles::memory_table<T, TraitsPKType>::with_keys(
        criteria.template values<TraitsPKType>());
  }
  T findByPrimaryKey(const TraitsPKType &key) {
    auto found = doubles::memory_table<T, TraitsPKType>::with_keys({key});
    if (found.empty())
      throw UnexpectedRows("0 rows found");
    return found.front();
  }

private:
  DbClientPtr client_;
};

} // namespace drogon::orm
