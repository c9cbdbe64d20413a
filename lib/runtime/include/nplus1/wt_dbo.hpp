// The prefetch runtime for Wt::Dbo. The context is the Wt::Dbo::Session; a transaction must be
// open, as for every access.
//
//     for (auto &post :
//          nplus1::prefetched<User>(posts, [](const auto &post) { return post->author; }))
//       print(post->author->name);
//
// Rows that are no ptr do not know their session; then it is the first argument.
// batch() finds what session.load<T>(id) returns: a ptr that shares the session's object, and
// ObjectNotFoundException for a missing row.
#pragma once

#include <nplus1/batch.hpp>
#include <nplus1/by_type.hpp>
#include <nplus1/peers.hpp>
#include <nplus1/prefetched.hpp>

#include <Wt/Dbo/Dbo.h>

#include <cstddef>
#include <optional>
#include <sstream>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

namespace nplus1 {

/// The column of T's id, in the quotes that SQL wants. To be specialised for natural ids, whose
/// column Wt::Dbo does not tell.
template <class T> struct wt_id_column {
  static std::string name() {
    static_assert(std::is_same_v<typename Wt::Dbo::dbo_traits<T>::IdType, long long>,
                  "nplus1: this class has a natural id; specialise nplus1::wt_id_column to name "
                  "its column");
    const char *field = Wt::Dbo::dbo_traits<T>::surrogateIdField();
    if (!field)
      detail::raise("nplus1: " + std::string(detail::type_name<T>()) +
                    " has a natural id; specialise nplus1::wt_id_column to name its column");
    return std::string("\"") + field + "\"";
  }
};

namespace detail {

template <class P> struct wt_pointee {
  static constexpr bool is_ptr = false;
};
template <class C> struct wt_pointee<Wt::Dbo::ptr<C>> {
  static constexpr bool is_ptr = true;
};

} // namespace detail

template <class T>
struct adapter<T, Wt::Dbo::Session, std::void_t<typename Wt::Dbo::dbo_traits<T>::IdType>>
    : adapter_defaults<typename Wt::Dbo::dbo_traits<T>::IdType> {
  using key_type = typename Wt::Dbo::dbo_traits<T>::IdType;
  using context_type = Wt::Dbo::Session *;
  using stored_type = Wt::Dbo::ptr<T>;
  using result_type = Wt::Dbo::ptr<T>;
  using rows_type = std::vector<Wt::Dbo::ptr<T>>;

  static context_type hold(Wt::Dbo::Session &session) { return &session; }

  /// A reference is its own key: its id is known without loading it.
  template <class Raw>
  static constexpr bool accepts =
      detail::wt_pointee<Raw>::is_ptr || detail::key_converts<key_type, Raw>;
  template <class Raw> static std::optional<key_type> key(const Raw &raw) {
    std::optional<key_type> id;
    if constexpr (detail::wt_pointee<Raw>::is_ptr) {
      if (raw)
        id = raw.id();
    } else {
      id = canonical_key<key_type>(raw);
    }
    if (id && *id == Wt::Dbo::dbo_traits<T>::invalidId())
      id.reset();
    return id;
  }

  /// Wt::Dbo tells no limit; this one is below every backend's.
  static std::size_t max_keys(context_type) { return 512; }

  /// The session keeps each distinct statement for good, so lists come in few lengths: the last key
  /// is repeated up to the next power of two.
  static rows_type query(context_type session, key_span<key_type> keys) {
    std::size_t length = 1;
    while (length < keys.size())
      length *= 2;
    std::string condition = wt_id_column<T>::name() + " in (?";
    for (std::size_t i = 1; i < length; ++i)
      condition += ",?";
    condition += ")";
    auto query = session->template find<T>().where(condition);
    for (std::size_t i = 0; i < length; ++i)
      query.bind(keys[i < keys.size() ? i : keys.size() - 1]);
    rows_type rows;
    for (const auto &row : query.resultList())
      rows.push_back(row);
    return rows;
  }
  template <class Take> static bool read(context_type, rows_type &rows, Take take) {
    for (auto &row : rows)
      take(row.id(), std::move(row));
    return true;
  }
  static bool find(context_type session, const key_type &key, std::optional<stored_type> &row) {
    try {
      row = session->template load<T>(key);
    } catch (const Wt::Dbo::ObjectNotFoundException &) {
    }
    return true;
  }
  static result_type give(context_type, const stored_type &row) { return row; }
  static result_type missing(const context_type *session, const key_type *key) {
    if (!session || !key)
      return result_type();
    std::ostringstream id;
    id << *key;
    throw Wt::Dbo::ObjectNotFoundException((*session)->template tableName<T>(), id.str());
  }
  static const stored_type &view(const stored_type &row) { return row; }
};

/// A ptr knows its session.
template <class T> struct row_context<T, std::void_t<typename Wt::Dbo::dbo_traits<T>::IdType>> {
  using context = Wt::Dbo::Session;
  template <class Row> static context *of(const Row &row) {
    static_assert(detail::wt_pointee<Row>::is_ptr,
                  "nplus1: these rows are no Wt::Dbo::ptr, so they do not know their session; "
                  "pass it as the first argument");
    return row.session();
  }
  static bool attached(const context *session) { return session != nullptr; }
  static constexpr bool single = false;
};

/// Loading a row fills the references to it that exist, but only for surrogate ids.
template <class T>
struct identity_map<T, Wt::Dbo::Session, std::void_t<typename Wt::Dbo::dbo_traits<T>::IdType>>
    : std::true_type {
  static constexpr bool fills_existing =
      std::is_same_v<typename Wt::Dbo::dbo_traits<T>::IdType, long long>;

  template <class Row> static auto release(std::vector<Wt::Dbo::ptr<Row>> &rows) {
    std::vector<typename Wt::Dbo::dbo_traits<Row>::IdType> ids;
    ids.reserve(rows.size());
    for (const auto &row : rows)
      ids.push_back(row.id());
    rows.clear();
    return ids;
  }
  template <class Id, class Row>
  static void restore(Wt::Dbo::Session &session, const std::vector<Id> &ids,
                      std::vector<Wt::Dbo::ptr<Row>> &rows) {
    detail::store<Row, adapter<Row, Wt::Dbo::Session>> again(&session);
    for (const Id &id : ids)
      again.want(id);
    for (const Id &id : ids)
      if (auto *row = again.get(id))
        rows.push_back(*row);
  }
};

} // namespace nplus1
