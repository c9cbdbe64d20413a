// What the profile qxorm recognises, and what it leaves alone.
#include <QxOrm.h>

#include <memory>
#include <vector>

struct Author {
  long id;
};
struct Blog : qx::IxPersistable {
  long id;
  std::shared_ptr<Author> author;
};

void rows() {
  std::vector<Blog> blogs;
  qx::QxSqlQuery query;
  query.where("id").isEqualTo(1L).limit(3); // expect: builder
  qx::dao::fetch_all(blogs);                                      // expect: rows
  qx::dao::fetch_all_with_relation("author", blogs);              // expect: rows
  qx::dao::fetch_all_with_all_relation(blogs);                    // expect: rows
  qx::dao::fetch_by_query(query, blogs);                          // expect: rows
  qx::dao::fetch_by_query_with_relation("author", query, blogs);  // expect: rows
  qx::dao::fetch_by_query_with_all_relation(query, blogs);        // expect: rows
  qx::dao::execute_query(query, blogs);                           // expect: rows
  qx::dao::count<Blog>(query);                                    // expect: count
}

void byKey(Blog &blog) {
  qx::dao::fetch_by_id(blog);                         // expect: finder
  qx::dao::fetch_by_id_with_relation("author", blog); // expect: finder
  qx::dao::fetch_by_id_with_all_relation(blog);       // expect: finder
  qx::dao::exist(blog);                               // expect: count
  blog.qxFetchById(1L);                               // expect: finder
}

void sessions() {
  std::vector<Blog> blogs;
  qx::QxSession session;                            // expect: scope
  session.fetchById<Blog>(1L);                      // expect: finder
  session.fetchAll(blogs);                          // expect: rows
  session.fetchByQuery(qx::QxSqlQuery(), blogs);    // expect: rows
  session.count<Blog>();                            // expect: count
}

void writes(Blog &blog) {
  qx::dao::insert(blog); // expect: write
  qx::dao::save(blog);   // expect: write
  blog.qxSave();         // expect: write
}

namespace own {
void fetch_by_id(Blog &);
long count(const Blog &);
} // namespace own

void quiet(Blog &blog) {
  blog.author->id = 1; // a member read never queries
  own::fetch_by_id(blog);
  own::count(blog);
}
