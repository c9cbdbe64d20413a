// The prefetch runtime for drogon's ORM. The context is the DbClientPtr (or transaction) that the
// loop uses.
//
// find() returns what Mapper<T>::findByPrimaryKey returns: a T, and UnexpectedRows for a missing
// row. In coroutines, coro_batch() does the same with co_await, without blocking the event loop:
//
//     auto users = nplus1::coro_batch<Users>(client, books,
//                                            [](const Books &book) { return book.getReader(); });
//     for (const Books &book : books)
//       print((co_await users.find(*book.getReader())).getValueOfName());
#pragma once

#include <nplus1/batch.hpp>
#include <nplus1/by_type.hpp>
#include <nplus1/peers.hpp>

#include <drogon/orm/Criteria.h>
#include <drogon/orm/DbClient.h>
#include <drogon/orm/Exception.h>
#include <drogon/orm/Mapper.h>

#include <cstddef>
#include <functional>
#include <optional>
#include <type_traits>
#include <utility>
#include <vector>

#if defined(__cpp_impl_coroutine)
#include <drogon/orm/CoroMapper.h>
#include <drogon/utils/coroutine.h>
#endif

namespace nplus1 {

template <class T>
struct adapter<T, drogon::orm::DbClientPtr, std::void_t<typename T::PrimaryKeyType>>
    : adapter_defaults<typename T::PrimaryKeyType> {
  static_assert(!std::is_void_v<typename T::PrimaryKeyType>,
                "nplus1: this model's table has no primary key to load it by");

  using key_type = typename T::PrimaryKeyType;
  using context_type = drogon::orm::DbClientPtr;
  using stored_type = T;
  using result_type = T;
  using rows_type = std::vector<T>;

  static context_type hold(const context_type &client) { return client; }
  static std::size_t max_keys(const context_type &client) {
    return client->type() == drogon::orm::ClientType::Sqlite3 ? 999 : 32767;
  }
  static drogon::orm::Criteria with_keys(key_span<key_type> keys) {
    return drogon::orm::Criteria(T::primaryKeyName, drogon::orm::CompareOperator::In,
                                 std::vector<key_type>(keys.begin(), keys.end()));
  }
  static rows_type query(const context_type &client, key_span<key_type> keys) {
    return drogon::orm::Mapper<T>(client).findBy(with_keys(keys));
  }
  template <class Take> static bool read(const context_type &, rows_type &rows, Take take) {
    for (T &row : rows) {
      const key_type key = row.getPrimaryKey();
      take(key, std::move(row));
    }
    return true;
  }
  static bool find(const context_type &client, const key_type &key,
                   std::optional<stored_type> &row) {
    try {
      row = drogon::orm::Mapper<T>(client).findByPrimaryKey(key);
    } catch (const drogon::orm::UnexpectedRows &) {
    }
    return true;
  }
  static result_type give(const context_type &, const stored_type &row) { return row; }
  [[noreturn]] static result_type missing(const context_type *, const key_type *) {
    throw drogon::orm::UnexpectedRows("0 rows found");
  }
  static const T &view(const stored_type &row) { return row; }
};

template <class T>
struct default_context<T, std::enable_if_t<detail::has_adapter<T, drogon::orm::DbClientPtr>>> {
  using type = drogon::orm::DbClientPtr;
};

#if defined(__cpp_impl_coroutine)

namespace detail {

template <class T, class Rows, class Key> class coro_batch_of {
  using adapter_type = adapter<T, drogon::orm::DbClientPtr>;

public:
  coro_batch_of(drogon::orm::DbClientPtr client, Rows &rows, Key key)
      : client_(client), rows_(rows), key_(std::move(key)), store_(client) {}
  coro_batch_of(const coro_batch_of &) = delete;
  coro_batch_of &operator=(const coro_batch_of &) = delete;

  /// As lookup::find. One find() is awaited before the next begins.
  template <class Raw> drogon::Task<T> find(Raw raw) {
    collect_once();
    const auto key = adapter_type::key(raw);
    if (!key)
      adapter_type::missing(nullptr, nullptr);
    if (store_.waiting(*key)) {
      auto chunk = store_.chunk_of(*key);
      auto rows = co_await drogon::orm::CoroMapper<T>(client_).findBy(
          adapter_type::with_keys({chunk.keys().data(), chunk.keys().size()}));
      adapter_type::read(client_, rows,
                         [&](const auto &row_key, T row) { chunk.take(row_key, std::move(row)); });
      chunk.commit();
    }
    if (!store_.settled(*key)) {
      std::optional<T> row;
      try {
        row = co_await drogon::orm::CoroMapper<T>(client_).findByPrimaryKey(*key);
      } catch (const drogon::orm::UnexpectedRows &) {
      }
      store_.remember(*key, std::move(row));
    }
    if (auto *row = store_.get(*key))
      co_return give<adapter_type>(client_, *row);
    adapter_type::missing(&client_, &*key);
  }

private:
  void collect_once() {
    if (collected_)
      return;
    for (auto &&row : rows_)
      if (!is_null_row(row))
        if (const auto key = adapter_type::key(std::invoke(key_, std::as_const(row))))
          store_.want(*key);
    collected_ = true;
  }

  drogon::orm::DbClientPtr client_;
  Rows &rows_;
  Key key_;
  store<T, adapter_type> store_;
  bool collected_ = false;
};

} // namespace detail

/// batch() for coroutines: `co_await users.find(key)`.
template <class T, class Rows, class Key>
auto coro_batch(drogon::orm::DbClientPtr client, Rows &&rows, Key key) {
  detail::check_rows<Rows &&>();
  return detail::coro_batch_of<T, std::remove_reference_t<Rows>, Key>(std::move(client), rows,
                                                                      std::move(key));
}

#endif

} // namespace nplus1
