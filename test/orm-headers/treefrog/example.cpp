// What the profile treefrog recognises, and what it leaves alone.
#include <TSqlORMapper>

class BlogObject : public TSqlObject {
public:
  int id;
};

void rows(TSqlORMapper<BlogObject> &mapper) {
  mapper.setLimit(3);                      // expect: builder
  mapper.setOffset(1);                     // expect: builder
  mapper.find(TCriteria(0, 1));            // expect: rows pure
  mapper.findIn(0, {1, 2});                // expect: rows
  TSqlORMapperIterator<BlogObject> it(mapper);
  while (it.hasNext())                     // expect: cursor
    mapper.findByPrimaryKey(it.next().id); // expect: finder element
  mapper.findFirstBy(0, 1);                // expect: finder
  mapper.first();                          // expect: element
  mapper.findCount();                      // expect: count
}

void writes(TSqlORMapper<BlogObject> &mapper, BlogObject blog) {
  blog.create();      // expect: write
  mapper.removeAll(); // expect: write
}

namespace own {
struct TCriteria {
  TCriteria(int, int);
};
} // namespace own

struct Own {
  int find(int);
  int value(int);
};

void quiet(Own own) {
  own.find(1);
  own::TCriteria(0, 1);
  own.value(1);
}
