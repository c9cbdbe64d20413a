// The declarations of POCO ActiveRecord that its profile and the prefetch runtime name.
#pragma once
#include "Poco/Any.h"

#include <functional>
#include <string>
#include <vector>

namespace Poco {
template <class C> class AutoPtr {
public:
  AutoPtr();
  AutoPtr(C *object);
  C *operator->();
  const C *operator->() const;
  C &operator*();
  const C &operator*() const;
  C *get();
  const C *get() const;
  operator C *();
  operator const C *() const;
  bool isNull() const;
  bool operator!() const;
  C *duplicate();
};

namespace Data {
class SessionImpl;
class Session {
public:
  SessionImpl *impl();
  const std::string &connector() const;
  Any getProperty(const std::string &name);
};
template <class T> class TypeHandler;
struct AbstractBinder {
  using Ptr = AutoPtr<AbstractBinder>;
  enum Direction { PD_IN };
};
struct AbstractExtractor {
  using Ptr = AutoPtr<AbstractExtractor>;
};
struct AbstractPreparator {
  using Ptr = AutoPtr<AbstractPreparator>;
};
} // namespace Data

namespace ActiveRecord {
class Context {
public:
  using Ptr = AutoPtr<Context>;
  Data::Session &session();
};

class ActiveRecordBase {
public:
  virtual std::string toString() const = 0;
  void create(Context::Ptr context);
  virtual void insert();
  virtual void update();
  virtual void remove();
  void attach(Context::Ptr context);
  void detach();
  Context::Ptr context() const;
  virtual bool isValid() const;
  bool isAttached() const;
};

template <class IDType> struct IDTraits {
  static bool isValid(const IDType &id);
};

template <class IDType> class ActiveRecord : public ActiveRecordBase {
public:
  using ID = IDType;
  ID id() const;
  std::string toString() const override;
  bool isValid() const override;
  static const std::vector<std::string> &columns();
};

class KeylessActiveRecord : public ActiveRecordBase {};
} // namespace ActiveRecord
} // namespace Poco
