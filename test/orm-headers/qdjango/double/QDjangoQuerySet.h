#pragma once
#include "QDjangoModel.h"

class QDjangoWhere {
public:
  enum Operation { None, Equals, IsIn };
  QDjangoWhere();
  QDjangoWhere(const QString &key, Operation operation, QVariant value);
  QDjangoWhere operator!() const;
  QDjangoWhere operator&&(const QDjangoWhere &other) const;
  QDjangoWhere operator||(const QDjangoWhere &other) const;
};

template <class T> class QDjangoQuerySet {
public:
  class const_iterator {
  public:
    const T &operator*() const;
    const T *operator->() const;
    bool operator!=(const const_iterator &other) const;
    const_iterator &operator++();
  };
  QDjangoQuerySet();
  QDjangoQuerySet(const QDjangoQuerySet<T> &other);
  QDjangoQuerySet all() const;
  QDjangoQuerySet exclude(const QDjangoWhere &where) const;
  QDjangoQuerySet filter(const QDjangoWhere &where) const;
  QDjangoQuerySet limit(int pos, int length = -1) const;
  QDjangoQuerySet none() const;
  QDjangoQuerySet orderBy(const QStringList &keys) const;
#ifdef DOUBLE_OF_QDJANGO_HEAD
  QDjangoQuerySet selectRelated(const QStringList &relatedFields = {}) const;
#else
  QDjangoQuerySet selectRelated() const;
#endif
  int count() const;
  QDjangoWhere where() const;
  bool remove();
  int size();
  int update(const QVariantMap &fields);
  QList<QVariantMap> values(const QStringList &fields = QStringList());
  QList<QList<QVariant>> valuesList(const QStringList &fields = QStringList());
  T *get(const QDjangoWhere &where, T *target = nullptr) const;
  T *at(int index, T *target = nullptr);
  const_iterator constBegin() const;
  const_iterator begin() const;
  const_iterator constEnd() const;
  const_iterator end() const;
};
