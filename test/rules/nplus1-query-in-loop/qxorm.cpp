// with: qxorm
// QxOrm has no lazy accessor: relations are loaded by functions that are told
// their names, and what they have not loaded is fetched by key.
#include <QxOrm.h>

#include <memory>
#include <vector>

struct Author {
  long id;
  int books;
};
struct Blog : qx::IxPersistable {
  long id;
  std::shared_ptr<Author> author;
  std::vector<std::shared_ptr<Author>> editors;
};

void print(int number);

void fetchEachBad() {
  std::vector<Blog> blogs;
  qx::dao::fetch_all(blogs);
  for (Blog &blog : blogs)
    qx::dao::fetch_by_id(blog.author); // expect: nplus1-query-in-loop author
}

void fetchEachWithRelationBad() {
  std::vector<Blog> blogs;
  qx::dao::fetch_all(blogs);
  for (Blog &blog : blogs)
    qx::dao::fetch_by_id_with_relation("author", blog); // expect: nplus1-query-in-loop -
}

void sessionBad(const std::vector<long> &ids) {
  qx::QxSession session;
  for (long id : ids)
    print(session.fetchById<Author>(id)->books); // expect: nplus1-query-in-loop -
}

void existsBad(std::vector<Author> &authors) {
  for (Author &author : authors)
    if (qx::dao::exist(author)) // expect: nplus1-count-in-loop -
      print(author.books);
}

// Members are plain pointers: reading one never queries.
void readMembersOk() {
  std::vector<Blog> blogs;
  qx::dao::fetch_all_with_relation("author", blogs);
  for (const Blog &blog : blogs)
    print(blog.author->books);
}

void saveEachOk(std::vector<Blog> &blogs) {
  for (Blog &blog : blogs)
    qx::dao::save(blog);
}
