// with: wt-dbo
// apply: unsafe
// why not: it takes a specialisation of nplus1::wt_id_column that names the column of the natural id; without one it does not compile
// why not: the loop needs the relation for some rows only, and where no row does, one query runs for nothing
// why not: the loop writes to the database, and what was loaded before a write is not loaded again after it
// why not: the loop writes to the database, and what was loaded before a write is not loaded again after it
#include <Wt/Dbo/Dbo.h>
#include <nplus1/wt_dbo.hpp>

#include <string>
#include <vector>

namespace dbo = Wt::Dbo;

class Country;
class User {
public:
  std::string name;
  dbo::ptr<Country> country;
};
class Category {
public:
  std::string title;
};
class Post {
public:
  std::string title;
  dbo::ptr<User> author;
  dbo::ptr<User> editor;
  dbo::ptr<Category> category;
  const dbo::ptr<User> &owner() const { return owner_; }

private:
  dbo::ptr<User> owner_;
};
class Currency {
public:
  std::string name;
};
namespace Wt::Dbo {
template <> struct dbo_traits<Currency> : dbo_default_traits {
  typedef std::string IdType;
  static IdType invalidId();
  static const char *surrogateIdField();
};
} // namespace Wt::Dbo
template <> struct nplus1::wt_id_column<Currency> {
  static std::string name() { return "\"code\""; }
};
class Price {
public:
  dbo::ptr<Currency> currency;
};
using Posts = dbo::collection<dbo::ptr<Post>>;

void print(const std::string &text);

void inAVariable(dbo::Session &session) {
  Posts posts = session.find<Post>();
  for (auto &post : posts)
    print(post->author->name);
}

void straightFromTheQuery(dbo::Session &session) {
  for (auto &&post : session.find<Post>().where("open = 1").resultList())
    print(post->author->name);
}

void ofAContainer(const std::vector<dbo::ptr<Post>> &posts) {
  for (const auto &post : posts)
    if (post->author)
      print(post->author->name);
}

void severalRelations(Posts posts) {
  for (auto &post : posts) {
    print(post->author->name);
    print(post->editor->name);
    print(post->category->title);
  }
}

void namedInTheLoop(Posts posts) {
  for (auto &post : posts) {
    const auto &author = post->author;
    print(author->name);
  }
}

void behindAnAccessor(Posts posts) {
  for (auto &post : posts)
    print(post->owner()->name);
}

static void show(const dbo::ptr<User> &user) { print(user->name); }
void inAHelper(Posts posts) {
  for (auto &post : posts)
    show(post->author);
}

void forSomeRows(Posts posts) {
  for (auto &post : posts)
    if (post->title.empty())
      print(post->author->name);
}

void writing(Posts posts, dbo::Session &session) {
  for (auto &post : posts) {
    print(post->author->name);
    session.flush();
  }
}

void save(dbo::Session &session) { session.flush(); }
void writingInAFunction(Posts posts, dbo::Session &session) {
  for (auto &post : posts) {
    print(post->author->name);
    save(session);
  }
}

void ofANaturalId(dbo::collection<dbo::ptr<Price>> prices) {
  for (const auto &price : prices)
    print(price->currency->name);
}
