// with: wt-dbo
// What the prefetch runtime loads when the loop begins costs no query per row.
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
  dbo::ptr<User> editor;
  const dbo::ptr<User> &owner() const { return owner_; }

private:
  dbo::ptr<User> owner_;
};
namespace nplus1 {
template <class... Ts, class Rows, class... Keys>
std::vector<dbo::ptr<Post>> prefetched(Rows &, Keys...) {
  return {};
}
} // namespace nplus1

using Posts = dbo::collection<dbo::ptr<Post>>;

void print(const std::string &text);

void lazyBad(Posts posts) {
  for (auto &post : posts)
    print(post->author->name); // expect: nplus1-lazy-relation author
}

void prefetchedOk(Posts posts) {
  for (auto &post :
       nplus1::prefetched<User>(posts, [](const auto &post) { return post->author; }))
    print(post->author->name);
}

void byItsKeyOk(Posts posts) {
  for (auto &post :
       nplus1::prefetched<User>(posts, [](const auto &post) { return post->author.id(); }))
    print(post->author->name);
}

void behindAnAccessorOk(Posts posts) {
  for (auto &post :
       nplus1::prefetched<User>(posts, [](const auto &post) { return post->owner(); }))
    print(post->owner()->name);
}

void anotherRelationBad(Posts posts) {
  for (auto &post :
       nplus1::prefetched<User>(posts, [](const auto &post) { return post->author; }))
    print(post->editor->name); // expect: nplus1-lazy-relation editor
}

void oneStepFurtherBad(Posts posts) {
  for (auto &post :
       nplus1::prefetched<User>(posts, [](const auto &post) { return post->author; }))
    print(post->author->country->name); // expect: nplus1-lazy-relation author.country
}

// What the callable returns is not a relation that is known: it may be any.
dbo::ptr<User> authorOf(const dbo::ptr<Post> &post);
void computedOk(Posts posts) {
  for (auto &post : nplus1::prefetched<User>(posts, authorOf))
    print(post->author->name);
}
