// with: qxorm
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

void use(long number);

// A member is a member.
void memberOk() {
  std::vector<Blog> blogs;
  qx::dao::fetch_all(blogs);
  for (const Blog &blog : blogs)
    if (blog.author)
      use(blog.author->id);
}

void fetchEachBad() {
  std::vector<Blog> blogs;
  qx::dao::fetch_all(blogs);
  for (Blog &blog : blogs)
    qx::dao::fetch_by_id_with_relation("author", blog); // expect: nplus1-query-in-loop -
}

// With a container it is one query for all of them.
void fetchContainerOk(std::vector<Blog> &blogs) { qx::dao::fetch_by_id(blogs); }
