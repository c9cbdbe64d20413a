#pragma once

#include <Shelf/Kind.h>

#include <Poco/ActiveRecord/ActiveRecord.h>

#include <string>
#include <vector>

namespace Shelf {

class TaggedItem : public Poco::ActiveRecord::ActiveRecord<Poco::Int64> {
public:
  using Ptr = Poco::AutoPtr<TaggedItem>;

  explicit TaggedItem(ID id);
  TaggedItem() = default;
  TaggedItem(const TaggedItem &other);
  ~TaggedItem() = default;

  const std::string &tag() const;
  TaggedItem &tag(const std::string &value);

  Kind targetKind() const;
  TaggedItem &targetKind(Kind value);

  Poco::Int64 targetID() const;
  TaggedItem &targetID(Poco::Int64 value);

  static Ptr find(Poco::ActiveRecord::Context::Ptr pContext, const ID &id);

  void insert();
  void update();
  void remove();

  static const std::vector<std::string> &columns();
  static const std::string &table();

private:
  std::string _tag;
  Kind _targetKind = Kind::User;
  Poco::Int64 _targetID = 0;

  friend class Poco::Data::TypeHandler<TaggedItem>;
};

inline const std::string &TaggedItem::tag() const { return _tag; }

inline TaggedItem &TaggedItem::tag(const std::string &value) {
  _tag = value;
  return *this;
}

inline Kind TaggedItem::targetKind() const { return _targetKind; }

inline TaggedItem &TaggedItem::targetKind(Kind value) {
  _targetKind = value;
  return *this;
}

inline Poco::Int64 TaggedItem::targetID() const { return _targetID; }

inline TaggedItem &TaggedItem::targetID(Poco::Int64 value) {
  _targetID = value;
  return *this;
}

} // namespace Shelf

namespace Poco::Data {

template <> class TypeHandler<Shelf::TaggedItem> {
public:
  static std::size_t size() { return 3; }

  static void bind(std::size_t pos, const Shelf::TaggedItem &ar, AbstractBinder::Ptr pBinder,
                   AbstractBinder::Direction dir) {
    TypeHandler<std::string>::bind(pos++, ar._tag, pBinder, dir);
    TypeHandler<Shelf::Kind>::bind(pos++, ar._targetKind, pBinder, dir);
    TypeHandler<Poco::Int64>::bind(pos++, ar._targetID, pBinder, dir);
  }

  static void extract(std::size_t pos, Shelf::TaggedItem &ar, const Shelf::TaggedItem &deflt,
                      AbstractExtractor::Ptr pExtr) {
    TypeHandler<std::string>::extract(pos++, ar._tag, deflt._tag, pExtr);
    TypeHandler<Shelf::Kind>::extract(pos++, ar._targetKind, deflt._targetKind, pExtr);
    TypeHandler<Poco::Int64>::extract(pos++, ar._targetID, deflt._targetID, pExtr);
  }

  static void prepare(std::size_t pos, const Shelf::TaggedItem &ar, AbstractPreparator::Ptr pPrep) {
    TypeHandler<std::string>::prepare(pos++, ar._tag, pPrep);
    TypeHandler<Shelf::Kind>::prepare(pos++, ar._targetKind, pPrep);
    TypeHandler<Poco::Int64>::prepare(pos++, ar._targetID, pPrep);
  }
};

} // namespace Poco::Data
