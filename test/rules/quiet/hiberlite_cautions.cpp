// with: hiberlite
#include <hiberlite.h>

#include <string>

using hiberlite::bean_ptr;

struct Author {
  std::string name;
};
struct Book {
  bean_ptr<Author> author;
};

void use(const std::string &text);

// Every bean is loaded when it is first looked at, those of getAllBeans, too.
void allBeansBad(hiberlite::Database &db) {
  for (auto &book : db.getAllBeans<Book>())
    use(book->author->name); // expect: nplus1-lazy-relation author
}

void keyOk(hiberlite::Database &db) {
  for (auto &book : db.getAllBeans<Book>())
    if (book)
      book.get_id();
}
