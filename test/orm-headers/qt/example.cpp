// What the profile qt recognises.
#include <QHash>
#include <QList>
#include <QMap>
#include <QPointer>
#include <QSharedPointer>
#include <QVector>
#include <QtConcurrent>

class Row : public QObject {
  Q_OBJECT
public:
  int id;
  int size() const;
};

void containers(QList<Row *> &list, QMap<int, Row *> map, QHash<int, Row *> hash) {
  list.at(0)->id;                      // expect: element
  list.first();                        // expect: element
  list[0];                             // expect: element
  for (Row *row : qAsConst(list))      // expect: forward element
    row->size();
  foreach (Row *row, list)             // expect: forward
    row->size();
  for (auto it = map.begin(); it != map.end(); ++it) // expect: element forward
    it.value()->size();                // expect: forward
  hash.value(1);                       // expect: element
  hash.contains(1);                    // expect: lookup
  map.find(1);                         // expect: lookup
  list.append(nullptr);                // expect: store
  list << nullptr;                     // expect: store
  list.size();                         // expect: free
  list.isEmpty();                      // expect: free
}

void pointers(QSharedPointer<Row> shared, QPointer<Row> guarded, QObject *object) {
  shared->size();                 // expect: forward
  (*shared).size();               // expect: forward
  shared.data()->size();          // expect: forward
  guarded->size();                // expect: forward
  qobject_cast<Row *>(object);    // expect: forward
  shared.isNull();                // expect: free
}

void concurrent(QList<Row *> &list) {
  QtConcurrent::map(list, [](Row *&) {});                     // expect: iterate
  QtConcurrent::map(list.begin(), list.end(), [](Row *&) {}); // expect: element
}

void pure(QString text) {
  text.toInt(); // expect: pure
  qMin(1, 2);   // expect: pure
}

void quiet(Row &row) { row.size(); }
