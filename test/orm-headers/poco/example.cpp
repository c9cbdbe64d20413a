// What the profile poco recognises, and what it leaves alone.
#include <Poco/AutoPtr.h>
#include <Poco/Nullable.h>
#include <Poco/RefCountedObject.h>
#include <Poco/SharedPtr.h>

struct Row : Poco::RefCountedObject {
  int id;
};

void pointers(Poco::AutoPtr<Row> row, Poco::SharedPtr<int> number, Poco::Nullable<int> maybe) {
  row->id;            // expect: forward
  (*row).id;          // expect: forward
  row.get()->id;      // expect: forward
  number.get();       // expect: forward
  maybe.value();      // expect: forward
  row.isNull();       // expect: free
  maybe.isNull();     // expect: free
  number.referenceCount();
}

struct Own {
  Row *operator->();
  bool isNull();
};

void quiet(Own own) {
  own->id;
  own.isNull();
}
