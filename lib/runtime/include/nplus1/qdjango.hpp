// The prefetch runtime for QDjango models.
//
// find() returns what QDjangoQuerySet<T>().get(QDjangoWhere("pk", QDjangoWhere::Equals, key))
// returns: a new object that the caller owns, or null. QDjango has one database per thread, so
// batches take no context. Where a row's own foreign key is followed, selectRelated() on the query
// is the better tool.
#pragma once

#include <nplus1/batch.hpp>
#include <nplus1/by_type.hpp>
#include <nplus1/detail/qt_key.hpp>
#include <nplus1/detail/qt_sql.hpp>
#include <nplus1/peers.hpp>

#include <QByteArray>
#include <QDjango.h>
#include <QDjangoModel.h>
#include <QDjangoQuerySet.h>
#include <QDjangoWhere.h>
#include <QMetaProperty>
#include <QVariant>
#include <QtGlobal>

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <type_traits>

namespace nplus1 {

/// Stands for QDjango::database(), the database that all of this thread's models live in.
struct qdjango_database {
  friend bool operator==(qdjango_database, qdjango_database) { return true; }
};

/// The rows of T with these keys among `rows`, for queried_by(): a filtered set, or one with
/// selectRelated().
template <class T, class Keys>
QDjangoQuerySet<T> qdjango_rows(const Keys &keys,
                                const QDjangoQuerySet<T> &rows = QDjangoQuerySet<T>()) {
  QVariantList values;
  values.reserve(static_cast<int>(keys.size()));
  for (const auto &key : keys)
    values.append(key.variant());
  return rows.filter(QDjangoWhere(QStringLiteral("pk"), QDjangoWhere::IsIn, values));
}

template <class T>
struct adapter<T, qdjango_database, std::enable_if_t<std::is_base_of_v<QDjangoModel, T>>>
    : adapter_defaults<qt_key> {
  /// A row of a query that has run. QDjango makes objects of it without another query.
  struct stored_type {
    QDjangoQuerySet<T> rows;
    int index;
    mutable std::unique_ptr<T> seen;
  };
  using key_type = qt_key;
  using context_type = qdjango_database;
  using result_type = T *;
  using rows_type = QDjangoQuerySet<T>;

  static context_type hold(context_type context) { return context; }

  template <class Raw> static constexpr bool accepts = true;
  template <class Raw> static std::optional<key_type> key(const Raw &raw) {
    return detail::to_qt_key(raw, has_number_key());
  }

  static std::size_t max_keys(context_type) { return detail::qt_bind_limit(QDjango::database()); }

  static rows_type query(context_type, key_span<key_type> keys) { return qdjango_rows<T>(keys); }

  template <class Take> static bool read(context_type, rows_type &rows, Take take) {
    const int count = rows.size();
    if (count < 0) {
      qWarning("nplus1: a query for rows of %s failed", T::staticMetaObject.className());
      return false;
    }
    T object;
    for (int i = 0; i < count; ++i) {
      rows.at(i, &object);
      if (auto row_key = key(object.pk()))
        take(*row_key, stored_type{rows, i, nullptr});
    }
    return true;
  }

  static bool find(context_type, const key_type &key, std::optional<stored_type> &row) {
    auto rows = QDjangoQuerySet<T>().filter(
        QDjangoWhere(QStringLiteral("pk"), QDjangoWhere::Equals, key.variant()));
    const int found = rows.size();
    if (found == 1)
      row = stored_type{rows, 0, nullptr};
    return found >= 0;
  }

  static result_type give(context_type, stored_type &row) { return row.rows.at(row.index); }

  static result_type missing(const context_type *, const key_type *) { return nullptr; }

  static const T *view(const stored_type &row) {
    if (!row.seen)
      row.seen.reset(QDjangoQuerySet<T>(row.rows).at(row.index));
    return row.seen.get();
  }

private:
  static bool has_number_key() {
    static const bool number = [] {
      const QByteArray name = QDjangoMetaModel(&T::staticMetaObject).primaryKey();
      const int index = T::staticMetaObject.indexOfProperty(name.constData());
      if (index < 0) // the implicit "id"
        return true;
      switch (static_cast<int>(T::staticMetaObject.property(index).type())) {
      case QMetaType::Int:
      case QMetaType::UInt:
      case QMetaType::LongLong:
      case QMetaType::ULongLong:
        return true;
      default:
        return false;
      }
    }();
    return number;
  }
};

template <class T> struct row_context<T, std::enable_if_t<std::is_base_of_v<QDjangoModel, T>>> {
  using context = qdjango_database;
  template <class Row> static context of(const Row &) { return {}; }
  static bool attached(context) { return true; }
  static constexpr bool single = true;
};

} // namespace nplus1
