// What the profile nplus1-runtime recognises, and what it leaves alone.
#include <vector>

// As <nplus1/prefetched.hpp> declares it, which also wants an ORM's adapter.
namespace nplus1 {
template <class... Ts, class Context, class Rows, class... Keys>
Rows &prefetched(Context &context, Rows &rows, Keys... keys) {
  return rows;
}
} // namespace nplus1

namespace own {
template <class Rows> Rows &prefetched(Rows &rows);
} // namespace own

struct Session {};
struct User {};
struct Post {
  int author;
};

void rows(Session &session, std::vector<Post> &posts) {
  nplus1::prefetched<User>(session, posts, [](const Post &post) { return post.author; }); // expect: eager
}

void quiet(std::vector<Post> &posts) { own::prefetched(posts); }
