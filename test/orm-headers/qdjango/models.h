#pragma once
#include <QDjangoModel.h>
#include <QDjangoQuerySet.h>

class Author : public QDjangoModel {
  Q_OBJECT
  Q_PROPERTY(QString name READ name)
public:
  QString name() const;
};

class Book : public QDjangoModel {
  Q_OBJECT
  Q_PROPERTY(Author *author READ author)
  Q_CLASSINFO("author", "null=true")
public:
  Author *author() const { return qobject_cast<Author *>(foreignKey("author")); } // lazy inside
  QString title() const;
};

// Have methods of the same names.
namespace own {
struct QDjangoWhere {
  explicit QDjangoWhere(int);
};
} // namespace own
struct Plain {
  Plain *operator->();
  QObject *foreignKey(const char *) const;
  int count() const;
  Plain selectRelated() const;
  Plain *at(int) const;
  Plain *get(int) const;
};
