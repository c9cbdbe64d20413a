#pragma once

#include <Shelf/Kind.h>

#include <Poco/ActiveRecord/ActiveRecord.h>

#include <string>
#include <vector>

namespace Shelf {

class Action : public Poco::ActiveRecord::ActiveRecord<Poco::Int64> {
public:
  using Ptr = Poco::AutoPtr<Action>;

  explicit Action(ID id);
  Action() = default;
  Action(const Action &other);
  ~Action() = default;

  Kind actorKind() const;
  Action &actorKind(Kind value);

  Poco::Int64 actorID() const;
  Action &actorID(Poco::Int64 value);

  const std::string &verb() const;
  Action &verb(const std::string &value);

  Kind objectKind() const;
  Action &objectKind(Kind value);

  Poco::Int64 objectID() const;
  Action &objectID(Poco::Int64 value);

  Kind targetKind() const;
  Action &targetKind(Kind value);

  Poco::Int64 targetID() const;
  Action &targetID(Poco::Int64 value);

  static Ptr find(Poco::ActiveRecord::Context::Ptr pContext, const ID &id);

  void insert();
  void update();
  void remove();

  static const std::vector<std::string> &columns();
  static const std::string &table();

private:
  Kind _actorKind = Kind::User;
  Poco::Int64 _actorID = 0;
  std::string _verb;
  Kind _objectKind = Kind::User;
  Poco::Int64 _objectID = 0;
  Kind _targetKind = Kind::User;
  Poco::Int64 _targetID = 0;

  friend class Poco::Data::TypeHandler<Action>;
};

inline Kind Action::actorKind() const { return _actorKind; }

inline Action &Action::actorKind(Kind value) {
  _actorKind = value;
  return *this;
}

inline Poco::Int64 Action::actorID() const { return _actorID; }

inline Action &Action::actorID(Poco::Int64 value) {
  _actorID = value;
  return *this;
}

inline const std::string &Action::verb() const { return _verb; }

inline Action &Action::verb(const std::string &value) {
  _verb = value;
  return *this;
}

inline Kind Action::objectKind() const { return _objectKind; }

inline Action &Action::objectKind(Kind value) {
  _objectKind = value;
  return *this;
}

inline Poco::Int64 Action::objectID() const { return _objectID; }

inline Action &Action::objectID(Poco::Int64 value) {
  _objectID = value;
  return *this;
}

inline Kind Action::targetKind() const { return _targetKind; }

inline Action &Action::targetKind(Kind value) {
  _targetKind = value;
  return *this;
}

inline Poco::Int64 Action::targetID() const { return _targetID; }

inline Action &Action::targetID(Poco::Int64 value) {
  _targetID = value;
  return *this;
}

} // namespace Shelf

namespace Poco::Data {

template <> class TypeHandler<Shelf::Action> {
public:
  static std::size_t size() { return 7; }

  static void bind(std::size_t pos, const Shelf::Action &ar, AbstractBinder::Ptr pBinder,
                   AbstractBinder::Direction dir) {
    TypeHandler<Shelf::Kind>::bind(pos++, ar._actorKind, pBinder, dir);
    TypeHandler<Poco::Int64>::bind(pos++, ar._actorID, pBinder, dir);
    TypeHandler<std::string>::bind(pos++, ar._verb, pBinder, dir);
    TypeHandler<Shelf::Kind>::bind(pos++, ar._objectKind, pBinder, dir);
    TypeHandler<Poco::Int64>::bind(pos++, ar._objectID, pBinder, dir);
    TypeHandler<Shelf::Kind>::bind(pos++, ar._targetKind, pBinder, dir);
    TypeHandler<Poco::Int64>::bind(pos++, ar._targetID, pBinder, dir);
  }

  static void extract(std::size_t pos, Shelf::Action &ar, const Shelf::Action &deflt,
                      AbstractExtractor::Ptr pExtr) {
    TypeHandler<Shelf::Kind>::extract(pos++, ar._actorKind, deflt._actorKind, pExtr);
    TypeHandler<Poco::Int64>::extract(pos++, ar._actorID, deflt._actorID, pExtr);
    TypeHandler<std::string>::extract(pos++, ar._verb, deflt._verb, pExtr);
    TypeHandler<Shelf::Kind>::extract(pos++, ar._objectKind, deflt._objectKind, pExtr);
    TypeHandler<Poco::Int64>::extract(pos++, ar._objectID, deflt._objectID, pExtr);
    TypeHandler<Shelf::Kind>::extract(pos++, ar._targetKind, deflt._targetKind, pExtr);
    TypeHandler<Poco::Int64>::extract(pos++, ar._targetID, deflt._targetID, pExtr);
  }

  static void prepare(std::size_t pos, const Shelf::Action &ar, AbstractPreparator::Ptr pPrep) {
    TypeHandler<Shelf::Kind>::prepare(pos++, ar._actorKind, pPrep);
    TypeHandler<Poco::Int64>::prepare(pos++, ar._actorID, pPrep);
    TypeHandler<std::string>::prepare(pos++, ar._verb, pPrep);
    TypeHandler<Shelf::Kind>::prepare(pos++, ar._objectKind, pPrep);
    TypeHandler<Poco::Int64>::prepare(pos++, ar._objectID, pPrep);
    TypeHandler<Shelf::Kind>::prepare(pos++, ar._targetKind, pPrep);
    TypeHandler<Poco::Int64>::prepare(pos++, ar._targetID, pPrep);
  }
};

} // namespace Poco::Data
