// Keys of Qt programs: a number or text, whatever the QVariant holds.
#pragma once

#include <nplus1/key.hpp>

#include <QHash>
#include <QString>
#include <QUuid>
#include <QVariant>

#include <optional>
#include <string>
#include <type_traits>

namespace nplus1 {

/// A key in the form in which Qt adapters compare it.
struct qt_key {
  bool is_number = true;
  qlonglong number = 0;
  QString text;

  friend bool operator==(const qt_key &a, const qt_key &b) {
    return a.is_number == b.is_number && a.number == b.number && a.text == b.text;
  }
  QVariant variant() const { return is_number ? QVariant(number) : QVariant(text); }
};

template <> struct key_hash<qt_key> {
  std::size_t operator()(const qt_key &key) const {
    return key.is_number ? std::hash<qlonglong>()(key.number) : qHash(key.text);
  }
};

template <> struct key_fold<qt_key> {
  static constexpr bool folds = true;
  static std::string fold(const qt_key &key) {
    return key.is_number ? std::to_string(key.number)
                         : key_fold<std::string>::fold(key.text.toStdString());
  }
};

namespace detail {

/// Any key value as a QVariant.
template <class Value> QVariant qt_variant(const Value &value) {
  if constexpr (std::is_same_v<Value, QVariant>)
    return value;
  else if constexpr (std::is_enum_v<Value>)
    return QVariant(static_cast<qlonglong>(value));
  else if constexpr (is_text<Value>)
    return QVariant(QString::fromUtf8(std::string(std::string_view(value)).c_str()));
  else
    return QVariant::fromValue(value);
}

/// The integer that `value` is equal to; toLongLong() would round 2.6 and refuse "4.0".
inline std::optional<qlonglong> qt_integer(const QVariant &value) {
  switch (static_cast<int>(value.type())) {
  case QMetaType::QByteArray: // is bound as a blob, which no number is equal to
    return std::nullopt;
  case QMetaType::QString:
    return parse_integer<qlonglong>(value.toString().toStdString());
  case QMetaType::Double:
  case QMetaType::Float:
    if (!is_whole(value.toDouble()))
      return std::nullopt;
    break;
  default:
    break;
  }
  bool converted = false;
  const qlonglong id = value.toLongLong(&converted);
  return converted ? std::optional(id) : std::nullopt;
}

/// `raw` as a key of a column that holds numbers, or text; null for a null or unsuitable value.
template <class Raw> std::optional<qt_key> to_qt_key(const Raw &raw, bool number) {
  std::optional<qt_key> key;
  with_value(raw, [&](const auto &value) {
    const QVariant variant = qt_variant(value);
    if (variant.isNull())
      return;
    if (!number) {
      key = qt_key{false, 0, variant.toString()};
      return;
    }
    if (const auto id = qt_integer(variant))
      key = qt_key{true, *id, QString()};
  });
  return key;
}

} // namespace detail
} // namespace nplus1
