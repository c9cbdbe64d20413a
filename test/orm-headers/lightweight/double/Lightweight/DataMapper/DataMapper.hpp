// The declarations of Lightweight that its profile names.
#pragma once
#include <compare>
#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>
#ifdef DOUBLE_OF_RELATION_RESULTS
#include <expected>
#endif

namespace Lightweight {
template <auto P> struct MemberClass;
template <class C, class M, M C::*P> struct MemberClass<P> {
  using type = C;
};

#ifdef DOUBLE_OF_RELATION_RESULTS
struct RelationError {};
template <class T> using RelationResult = std::expected<T, RelationError>;
#endif

template <class T> struct Field {
  T const &Value() const;
  T &MutableValue();
  bool IsModified() const;
};

template <auto ReferencedField, int ColumnName = 0, bool Nullable = false> class BelongsTo {
public:
  using ReferencedRecord = typename MemberClass<ReferencedField>::type;
  BelongsTo &operator=(ReferencedRecord &other);
  void SetModified(bool value);
  bool IsModified() const;
  int const &Value() const;
  int &MutableValue();
#ifdef DOUBLE_OF_RELATION_RESULTS
  template <class Self>
  RelationResult<std::reference_wrapper<ReferencedRecord const>> Record(this Self &&self);
#else
  template <class Self> ReferencedRecord const &Record(this Self &&self);
#endif
  template <class Self> ReferencedRecord &operator*(this Self &&self);
  template <class Self> ReferencedRecord *operator->(this Self &&self);
  bool operator!() const;
  explicit operator bool() const;
  void AdoptFetchedRecord(std::optional<ReferencedRecord> record);
  std::weak_ordering operator<=>(BelongsTo const &other) const;
  bool operator==(BelongsTo const &other) const;
  bool operator!=(BelongsTo const &other) const;
};

template <class OtherRecord, int Selector = 0> class HasMany {
public:
  using List = std::vector<std::shared_ptr<OtherRecord>>;
#ifdef DOUBLE_OF_RELATION_RESULTS
  RelationResult<std::reference_wrapper<List const>> All() const;
  RelationResult<std::size_t> Count() const;
#else
  List const &All() const;
  List &All();
  std::size_t Count() const;
#endif
  template <class Callable> void Each(Callable const &callable) {}
  List &Emplace(List &&records);
  bool IsEmpty() const;
  OtherRecord const &At(std::size_t index) const;
  OtherRecord &operator[](std::size_t index);
  typename List::iterator begin();
  typename List::iterator end();
};
template <class OtherRecord, class Through> class HasManyThrough : public HasMany<OtherRecord> {};
template <class OtherRecord, class Through> class HasOneThrough {
public:
  template <class Self> OtherRecord &Record(this Self &&self);
  template <class Self> OtherRecord &operator*(this Self &&self);
  template <class Self> OtherRecord *operator->(this Self &&self);
  bool IsLoaded() const;
  void Unload();
};
template <auto... Fields> class CompositeForeignKey {
public:
  int &Record();
  int *operator->();
};

class DataMapper;
struct DataMapperOptions {};

template <class Derived> class SqlWhereClauseBuilder {
public:
  template <class C, class V> Derived &Where(C const &column, V const &value);
  template <class C, class V> Derived &WhereIn(C const &column, V const &values);
  Derived &And();
  Derived &Or();
  Derived &Not();
};
template <class Derived> class SqlBasicSelectQueryBuilder : public SqlWhereClauseBuilder<Derived> {
public:
  Derived &Distinct();
  Derived &OrderBy(std::string column);
  Derived &GroupBy(std::string column);
};
template <class Record, class Derived, DataMapperOptions Options = {}>
class SqlCoreDataMapperQueryBuilder : public SqlBasicSelectQueryBuilder<Derived> {
public:
#ifdef DOUBLE_OF_EAGER_LOADING
  template <auto... Path> Derived &With();
#endif
  bool Exist();
  std::size_t Count();
  std::vector<Record> All();
  void Delete();
  std::optional<Record> First();
  std::vector<Record> First(std::size_t n);
  std::vector<Record> Range(std::size_t offset, std::size_t limit);
};
template <class Record, DataMapperOptions Options = {}>
class SqlAllFieldsQueryBuilder
    : public SqlCoreDataMapperQueryBuilder<Record, SqlAllFieldsQueryBuilder<Record, Options>> {};

class DataMapper {
public:
  template <class Record> int Create(Record &record);
  template <class Record> void Update(Record &record);
  template <class Record> std::size_t Delete(Record const &record);
  template <class Record, class... Keys> std::optional<Record> QuerySingle(Keys &&...keys);
  template <class Record> SqlAllFieldsQueryBuilder<Record> Query();
  template <class Record> SqlAllFieldsQueryBuilder<Record> QueryAsync();
  template <class Record, class... Input>
  std::vector<Record> Query(std::string_view sql, Input &&...input);
  template <class Record> void LoadRelations(Record &record);
};
class SqlTransaction {
public:
  explicit SqlTransaction(int &connection);
};
} // namespace Lightweight
