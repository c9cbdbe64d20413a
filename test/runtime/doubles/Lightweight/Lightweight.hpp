#pragma once

#include <memory_table.h>

#include <cstddef>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

namespace Lightweight {

/// Records of the double have their key in a first member `id`.
template <class T> class Field {
public:
  Field(T value = {}) : value_(std::move(value)) {}
  const T &Value() const { return value_; }

private:
  T value_;
};

template <class Record>
using RecordPrimaryKeyType = std::decay_t<decltype(std::declval<const Record &>().id.Value())>;
template <class Record> inline constexpr std::size_t RecordPrimaryKeyIndex = 0;
template <std::size_t I, class Record> inline constexpr std::string_view FieldNameAt = "id";
template <class Record> auto &RecordPrimaryKeyOf(Record &record) { return record.id; }

class DataMapper {
public:
  template <class Record> class Builder {
  public:
    using Key = RecordPrimaryKeyType<Record>;
    Builder &WhereIn(std::string_view, const std::vector<Key> &keys) {
      keys_ = keys;
      return *this;
    }
    std::vector<Record> All() { return doubles::memory_table<Record, Key>::with_keys(keys_); }

  private:
    std::vector<Key> keys_;
  };

  template <class Record> Builder<Record> Query() { return {}; }
  template <class Record, class Key> std::optional<Record> QuerySingle(const Key &key) {
    auto found = doubles::memory_table<Record, Key>::with_keys({key});
    if (found.empty())
      return std::nullopt;
    return found.front();
  }
};

} // namespace Lightweight
