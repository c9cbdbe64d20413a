// The declarations of TinyORM, and of Qt as far as it needs them, that its
// profile names.
#pragma once
#include <functional>
#include <memory>
#include <optional>
#include <vector>

class QString {
public:
  QString(const char *);
};
class QVariant {
public:
  QVariant(int);
  QVariant(const char *);
};
template <class T> class QList {
public:
  QList();
  QList(std::initializer_list<T>);
  T *begin();
  T *end();
};

namespace Orm {
struct One {};
namespace Tiny {
template <class Model> class Builder;

namespace Types {
template <class Model> class ModelsCollection : public QList<Model> {
public:
  ModelsCollection &load(const QList<QString> &relations) &;
  ModelsCollection &load(QString relation) &;
  ModelsCollection &each(const std::function<void(Model *)> &callback);
  ModelsCollection filter(const std::function<bool(Model *)> &callback);
  ModelsCollection map(const std::function<Model(Model *)> &callback);
};
} // namespace Types
using Types::ModelsCollection;

namespace Relations {
template <class Model, class Related> class RelationProxies {
public:
  std::optional<Related> first() const;
  std::optional<Related> find(const QVariant &id) const;
  int count() const;
  bool exists() const;
};
template <class Model, class Related> class Relation : public RelationProxies<Model, Related> {
public:
  virtual ModelsCollection<Related> get() const;
  const Related &getRelated() const noexcept;
};
template <class Model, class Related> class HasMany : public Relation<Model, Related> {};
} // namespace Relations

namespace Concerns {
template <class Derived, class... Related> class HasRelationships {
public:
  template <class R, template <class> class Container = ModelsCollection>
  Container<R *> getRelationValue(const QString &relation);
  template <class R, class O> R *getRelationValue(const QString &relation);
  template <class R> ModelsCollection<R *> getRelation(const QString &relation);
  bool relationLoaded(const QString &relation) const;
};
template <class Derived, class... Related> class HasAttributes {
public:
  QVariant getAttribute(const QString &key) const;
  QVariant getAttributeValue(const QString &key) const;
};
template <class Model> class BuildsQueries {
public:
  bool chunk(int count, const std::function<bool(ModelsCollection<Model> &&, int)> &callback);
  bool each(const std::function<bool(Model &&, int)> &callback);
  Model sole();
};
} // namespace Concerns

template <class Model> class BuilderProxies {
public:
  Builder<Model> &whereEq(const QString &column, const QVariant &value);
  Builder<Model> &orderBy(const QString &column);
  Builder<Model> &take(int value);
  int count();
  bool exists();
};
template <class Model>
class Builder : public Concerns::BuildsQueries<Model>, public BuilderProxies<Model> {
public:
  ModelsCollection<Model> get();
  std::optional<Model> find(const QVariant &id);
  std::optional<Model> first();
  Builder &with(QString relation);
};

template <class Derived> class ModelProxies {
public:
  static std::optional<Derived> find(const QVariant &id);
  static ModelsCollection<Derived> findMany(const QList<QVariant> &ids);
  static std::optional<Derived> firstWhereEq(const QString &column, const QVariant &value);
  static std::unique_ptr<Builder<Derived>> with(QString relation);
  static std::unique_ptr<Builder<Derived>> with(const QList<QString> &relations);
  static std::unique_ptr<Builder<Derived>> whereEq(const QString &column, const QVariant &value);
  static std::unique_ptr<Builder<Derived>> limit(int value);
  static Derived create();
  static int count();
};
template <class Derived, class... AllRelations>
class Model : public Concerns::HasRelationships<Derived, AllRelations...>,
              public Concerns::HasAttributes<Derived, AllRelations...>,
              public ModelProxies<Derived> {
public:
  static ModelsCollection<Derived> all();
  static std::size_t destroy(const QVariant &id);
  Derived &load(QString relation);
  bool save();
  bool remove();
  QVariant getKey() const;
};
} // namespace Tiny
} // namespace Orm
