// The prefetch runtime for programs that use QtSql. Describe the structs with nplus1::table, and
// pass the QSqlDatabase as context. find() returns a std::optional<T>: null where there is no row.
//
// QtSql reports failures by return values: a failed query is logged with qWarning() and reads as
// missing rows, and the next use tries again.
#pragma once

#include <nplus1/batch.hpp>
#include <nplus1/by_type.hpp>
#include <nplus1/detail/qt_key.hpp>
#include <nplus1/detail/qt_sql.hpp>
#include <nplus1/peers.hpp>
#include <nplus1/table.hpp>

#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>
#include <QString>
#include <QVariant>
#include <QtGlobal>

#include <cstddef>
#include <optional>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

namespace nplus1 {

template <> struct key_hash<QString> {
  std::size_t operator()(const QString &key) const { return qHash(key); }
};
template <> struct key_fold<QString> {
  static constexpr bool folds = true;
  static std::string fold(const QString &key) {
    return key_fold<std::string>::fold(key.toStdString());
  }
};

/// Which database a batch reads; two handles of one connection name are the same.
struct qt_connection {
  QSqlDatabase database;
  friend bool operator==(const qt_connection &a, const qt_connection &b) {
    return a.database.connectionName() == b.database.connectionName();
  }
};

template <class T>
struct adapter<T, QSqlDatabase, std::enable_if_t<detail::has_table<T>::value>>
    : adapter_defaults<typename table<T>::key_type> {
  using key_type = typename table<T>::key_type;
  using context_type = qt_connection;
  using stored_type = T;
  using result_type = std::optional<T>;
  /// Null if the query failed.
  using rows_type = std::optional<std::vector<T>>;

  static context_type hold(const QSqlDatabase &database) { return {database}; }
  static std::size_t max_keys(const context_type &context) {
    return detail::qt_bind_limit(context.database);
  }

  /// Any value that a QVariant can turn into the key: numbers and text meet here.
  template <class Raw> static constexpr bool accepts = true;
  template <class Raw> static std::optional<key_type> key(const Raw &raw) {
    if constexpr (std::is_integral_v<key_type> || std::is_same_v<key_type, QString>) {
      const auto key = detail::to_qt_key(raw, std::is_integral_v<key_type>);
      if (!key)
        return std::nullopt;
      return key->variant().template value<key_type>();
    } else {
      return canonical_key<key_type>(raw);
    }
  }

  static rows_type query(const context_type &context, key_span<key_type> keys) {
    QSqlQuery query(context.database);
    query.setForwardOnly(true);
    bool done = query.prepare(QString::fromStdString(detail::select_by_keys<T>(keys.size())));
    for (const key_type &key : keys)
      query.addBindValue(QVariant::fromValue(key));
    done = done && query.exec();
    if (!done) {
      qWarning("nplus1: a query for rows of %s failed: %s",
               std::string(detail::type_name<T>()).c_str(), qPrintable(query.lastError().text()));
      return std::nullopt;
    }
    rows_type rows(std::in_place);
    rows->reserve(keys.size());
    while (query.next())
      rows->push_back(table<T>::read(query));
    return rows;
  }
  template <class Take> static bool read(const context_type &, rows_type &rows, Take take) {
    if (!rows)
      return false;
    for (T &row : *rows) {
      const key_type key = table<T>::key_of(row);
      take(key, std::move(row));
    }
    return true;
  }
  static bool find(const context_type &context, const key_type &key,
                   std::optional<stored_type> &row) {
    auto rows = query(context, {&key, 1});
    if (!rows)
      return false;
    if (!rows->empty())
      row = std::move(rows->front());
    return true;
  }
  static result_type give(const context_type &, const stored_type &row) { return row; }
  static result_type missing(const context_type *, const key_type *) { return std::nullopt; }
  static const T &view(const stored_type &row) { return row; }
};

template <class T>
struct default_context<T, std::enable_if_t<detail::reads_from<T, QSqlQuery &>::value>> {
  using type = QSqlDatabase;
};

} // namespace nplus1
