#pragma once

#include <drogon/orm/Mapper.h>
#include <drogon/utils/coroutine.h>

namespace drogon::orm {

template <class T> class CoroMapper {
public:
  explicit CoroMapper(DbClientPtr client) : mapper_(std::move(client)) {}

  Task<std::vector<T>> findBy(Criteria criteria) { return found(mapper_, std::move(criteria)); }
  Task<T> findByPrimaryKey(typename Mapper<T>::TraitsPKType key) { return one(mapper_, key); }

private:
  static Task<std::vector<T>> found(Mapper<T> mapper, Criteria criteria) {
    co_return mapper.findBy(criteria);
  }
  static Task<T> one(Mapper<T> mapper, typename Mapper<T>::TraitsPKType key) {
    co_return mapper.findByPrimaryKey(key);
  }

  Mapper<T> mapper_;
};

} // namespace drogon::orm
