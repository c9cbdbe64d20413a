// The declarations of QDjango, and of Qt as far as it needs them, that its
// profile names.
#pragma once
#define Q_OBJECT                                                                                   \
public:                                                                                            \
  static struct QMetaObject staticMetaObject;                                                      \
                                                                                                   \
private:
#define Q_PROPERTY(...)
#define Q_CLASSINFO(...)

class QString {
public:
  QString(const char * = nullptr);
};
template <class T> class QList {
public:
  QList &operator<<(const T &);
};
class QStringList : public QList<QString> {
public:
  QStringList &operator<<(const QString &);
};
class QVariant {
public:
  QVariant(int = 0);
  QVariant(const char *);
};
class QVariantMap {
public:
  QVariantMap();
};

class QObject {
public:
  QVariant property(const char *name) const;
};
template <class T> T qobject_cast(QObject *object);

class QDjangoModel : public QObject {
public:
  QVariant pk() const;
  void setPk(const QVariant &pk);
  bool remove();
  bool save();
  QString toString() const;

protected:
  QObject *foreignKey(const char *name) const;
  void setForeignKey(const char *name, QObject *value);
};
