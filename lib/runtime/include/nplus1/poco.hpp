// The prefetch runtime for POCO ActiveRecord. Link Poco::ActiveRecord as the program does anyway.
//
// find() returns what T::find returns: a fresh object attached to the context, null for a missing
// row. Objects are never shared between calls, so edits to one do not show in another. Rows are
// read by Poco::ActiveRecord::Query<T>; a class whose T::find was written by hand to hide rows
// (soft delete, tenants) needs the same condition in its batch.
#pragma once

#include <nplus1/batch.hpp>
#include <nplus1/by_type.hpp>
#include <nplus1/detail/sqlite_api.hpp>
#include <nplus1/peers.hpp>

#include <Poco/ActiveRecord/ActiveRecord.h>
#include <Poco/ActiveRecord/Context.h>
#include <Poco/ActiveRecord/Query.h>
#include <Poco/Any.h>
#include <Poco/Data/TypeHandler.h>
#include <Poco/Exception.h>
#include <Poco/Nullable.h>
#include <Poco/String.h>
#include <Poco/UUID.h>

#include <cstddef>
#include <cstring>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace nplus1 {

template <> struct key_hash<Poco::UUID> {
  std::size_t operator()(const Poco::UUID &key) const {
    char bytes[16];
    key.copyTo(bytes);
    return std::hash<std::string_view>()(std::string_view(bytes, sizeof bytes));
  }
};

/// Accepts upper case and surrounding braces.
template <> struct key_from_text<Poco::UUID> {
  static std::optional<Poco::UUID> parse(std::string_view text) {
    if (text.size() > 1 && text.front() == '{' && text.back() == '}')
      text = text.substr(1, text.size() - 2);
    Poco::UUID key;
    if (!key.tryParse(std::string(text)))
      return std::nullopt;
    return key;
  }
};

namespace detail {

template <class T>
inline constexpr bool is_poco_record = std::is_base_of_v<Poco::ActiveRecord::ActiveRecordBase, T>;

/// Per backend, the number of values that one statement may bind.
inline std::size_t poco_bind_limit(Poco::Data::Session &session) {
  const std::string backend = Poco::toLower(session.connector());
  if (backend == "sqlite")
    return sqlite_bind_limit(Poco::AnyCast<sqlite3 *>(session.getProperty("handle")));
  // PostgreSQL takes 65535, but POCO has libpq describe each statement, and libpq takes an answer
  // of more than 30000 bytes, 4 per value, for a broken connection.
  if (backend == "postgresql")
    return 7000;
  if (backend == "mysql")
    return 65535;
  return 1000; // ODBC may lead to Oracle, which takes no longer list
}

} // namespace detail

/// The rows of T with these keys, in one query; `condition` is further SQL that they must meet. For
/// queried_by(), where a class has a T::find of its own that hides rows:
///
///     nplus1::queried_by([](const auto &context, const auto &keys) {
///       return nplus1::poco_rows<Book>(context, keys, "deleted = 0");
///     })
template <class T, class Keys>
std::vector<typename T::Ptr> poco_rows(const Poco::ActiveRecord::Context::Ptr &context,
                                       const Keys &keys, const std::string &condition = {}) {
  // The generated code lists the key column first and reads it first.
  std::string where = T::columns().front() + " IN (";
  for (std::size_t i = 0; i < keys.size(); ++i)
    where += i == 0 ? "?" : ",?";
  where += ')';
  if (!condition.empty())
    where += " AND (" + condition + ")";
  Poco::ActiveRecord::Query<T> query(context);
  query.where(where);
  for (const auto &key : keys)
    query.bind(key);
  return query.execute();
}

template <class T>
struct adapter<T, Poco::ActiveRecord::Context::Ptr, std::enable_if_t<detail::is_poco_record<T>>>
    : adapter_defaults<typename T::ID> {
  static_assert(!std::is_base_of_v<Poco::ActiveRecord::KeylessActiveRecord, T>,
                "nplus1: a keyless ActiveRecord has no key to load it by");

  using key_type = typename T::ID;
  using context_type = Poco::ActiveRecord::Context::Ptr;
  using stored_type = typename T::Ptr;
  using result_type = typename T::Ptr;
  using rows_type = std::vector<typename T::Ptr>;

  static context_type hold(const context_type &context) { return context; }

  /// T::find returns null for an invalid id whatever the table holds, so none is asked for.
  template <class Raw> static std::optional<key_type> key(const Raw &raw) {
    auto id = canonical_key<key_type>(raw);
    if (id && !Poco::ActiveRecord::IDTraits<key_type>::isValid(*id))
      id.reset();
    return id;
  }

  /// A context is made per request or per call, often on one session.
  static bool same_database(const context_type &a, const context_type &b) {
    return a == b || (a && b && session_of(a) == session_of(b));
  }

  static std::size_t max_keys(const context_type &context) {
    return detail::poco_bind_limit(context_type(context)->session());
  }

  static rows_type query(const context_type &context, key_span<key_type> keys) {
    return poco_rows<T>(context, keys);
  }

  template <class Take> static bool read(const context_type &, rows_type &rows, Take take) {
    for (auto &row : rows)
      if (row)
        take(row->id(), std::move(row));
    return true;
  }

  static bool find(const context_type &context, const key_type &key,
                   std::optional<stored_type> &row) {
    if (auto found = T::find(context, key))
      row = std::move(found);
    return true;
  }

  static result_type give(const context_type &context, const stored_type &row) {
    result_type fresh(new T(*row));
    fresh->attach(context);
    return fresh;
  }

  static result_type missing(const context_type *, const key_type *) { return nullptr; }

  static const stored_type &view(const stored_type &row) { return row; }

  static const Poco::Data::SessionImpl *session_of(const context_type &context) {
    return context_type(context)->session().impl();
  }

  static void annotate([[maybe_unused]] const std::string &prefix) {
#if NPLUS1_EXCEPTIONS
    try {
      throw;
    } catch (Poco::Exception &failure) {
      // Replaces the message and keeps the dynamic type, which handlers may name.
      failure = Poco::Exception(prefix + failure.message(), failure.code());
    } catch (...) {
      prefix_standard_exception(prefix);
    }
#endif
  }
};

template <class T> struct row_context<T, std::enable_if_t<detail::is_poco_record<T>>> {
  using context = Poco::ActiveRecord::Context::Ptr;

  template <class Row> static context of(const Row &row) {
    using Object = std::decay_t<decltype(detail::object_of(row))>;
    static_assert(
        detail::is_poco_record<Object>,
        "nplus1: these rows are not ActiveRecords, so they do not know their context; pass it "
        "as the first argument");
    return detail::object_of(row).context();
  }
  static bool attached(const context &context) { return !context.isNull(); }
  static constexpr bool single = false;
};

} // namespace nplus1

/// A lazy member of an entity stands for its foreign key column.
template <class T, class Context> class Poco::Data::TypeHandler<nplus1::lazy<T, Context>> {
  using Key = typename nplus1::lazy<T, Context>::key_type;
  using Column = Poco::Nullable<Key>;

public:
  static std::size_t size() { return 1; }
  static void bind(std::size_t pos, const nplus1::lazy<T, Context> &reference,
                   AbstractBinder::Ptr binder, AbstractBinder::Direction direction) {
    const auto key = reference.key();
    TypeHandler<Column>::bind(pos, key ? Column(*key) : Column(), binder, direction);
  }
  static void prepare(std::size_t pos, const nplus1::lazy<T, Context> &,
                      AbstractPreparator::Ptr preparator) {
    TypeHandler<Column>::prepare(pos, Column(), preparator);
  }
  static void extract(std::size_t pos, nplus1::lazy<T, Context> &reference,
                      const nplus1::lazy<T, Context> &, AbstractExtractor::Ptr extractor) {
    Column key;
    TypeHandler<Column>::extract(pos, key, Column(), extractor);
    reference = nplus1::lazy<T, Context>(key);
  }
};
