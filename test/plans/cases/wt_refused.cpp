// with: wt-dbo
// why not: 'country' is more than one step away from the row
// why not: only the range of a range-based for can be wrapped
// why not: the loop is in a template
#include <Wt/Dbo/Dbo.h>

#include <string>
#include <vector>

namespace dbo = Wt::Dbo;

class Country {
public:
  std::string name;
};
class User {
public:
  std::string name;
  dbo::ptr<Country> country;
};
class Post {
public:
  dbo::ptr<User> author;
};
using Posts = dbo::collection<dbo::ptr<Post>>;

void print(const std::string &text);

void twoSteps(Posts posts) {
  for (auto &post : posts)
    print(post->author->country->name);
}

void anIterator(Posts posts) {
  for (auto post = posts.begin(); post != posts.end(); ++post)
    print((*post)->author->name);
}

template <class Rows> void inATemplate(Rows &posts) {
  for (auto &post : posts)
    print(post->author->name);
}
template void inATemplate(Posts &);
