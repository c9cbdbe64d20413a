// The declarations of QxOrm, and of Qt as far as it needs them, that its profile
// names.
#pragma once

class QString {
public:
  QString(const char *);
};
class QStringList {
public:
  QStringList();
};
class QVariant {
public:
  QVariant(long);
};
class QSqlDatabase;
class QSqlError {};

namespace qx {
class QxSqlQuery {
public:
  QxSqlQuery();
  QxSqlQuery &where(const QString &column);
  QxSqlQuery &isEqualTo(const QVariant &value);
  QxSqlQuery &limit(int rows);
};
struct qx_bool {
  operator bool() const;
};

namespace dao {
template <class T>
QSqlError fetch_by_id(T &t, QSqlDatabase *db = nullptr, const QStringList &columns = {});
template <class T>
QSqlError fetch_by_id_with_relation(const QString &relation, T &t, QSqlDatabase *db = nullptr);
template <class T> QSqlError fetch_by_id_with_all_relation(T &t, QSqlDatabase *db = nullptr);
template <class T>
QSqlError fetch_all(T &t, QSqlDatabase *db = nullptr, const QStringList &columns = {});
template <class T>
QSqlError fetch_all_with_relation(const QString &relation, T &t, QSqlDatabase *db = nullptr);
template <class T> QSqlError fetch_all_with_all_relation(T &t, QSqlDatabase *db = nullptr);
template <class T>
QSqlError fetch_by_query(const QxSqlQuery &query, T &t, QSqlDatabase *db = nullptr);
template <class T>
QSqlError fetch_by_query_with_relation(const QString &relation, const QxSqlQuery &query, T &t,
                                       QSqlDatabase *db = nullptr);
template <class T>
QSqlError fetch_by_query_with_all_relation(const QxSqlQuery &query, T &t,
                                           QSqlDatabase *db = nullptr);
template <class T> QSqlError execute_query(QxSqlQuery &query, T &t, QSqlDatabase *db = nullptr);
template <class T> long count(const QxSqlQuery &query = QxSqlQuery(), QSqlDatabase *db = nullptr);
template <class T> qx_bool exist(T &t, QSqlDatabase *db = nullptr);
template <class T> QSqlError insert(T &t, QSqlDatabase *db = nullptr);
template <class T> QSqlError save(T &t, QSqlDatabase *db = nullptr);
} // namespace dao

class QxSession {
public:
  QxSession();
  template <class T> T *fetchById(const QVariant &id);
  template <class T> QSqlError fetchAll(T &t);
  template <class T> QSqlError fetchByQuery(const QxSqlQuery &query, T &t);
  template <class T> long count(const QxSqlQuery &query = QxSqlQuery());
};
class IxPersistable {
public:
  QSqlError qxFetchById(const QVariant &id);
  QSqlError qxSave(const QStringList &relation = {});
};
} // namespace qx
