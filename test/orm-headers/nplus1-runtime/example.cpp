// What the profile nplus1-runtime recognises, and what it leaves alone.
#include <vector>

// As <nplus1/prefetched.hpp> and <nplus1/batch.hpp> declare them, which also want an ORM's adapter.
namespace nplus1 {
template <class... Ts, class Context, class Rows, class... Keys>
Rows &prefetched(Context &context, Rows &rows, Keys... keys) {
  return rows;
}
template <class Range> std::vector<int> stored(Range &&range);
} // namespace nplus1

namespace own {
template <class Rows> Rows &prefetched(Rows &rows);
template <class Rows> Rows &stored(Rows &rows);
} // namespace own

struct Session {};
struct User {};
struct Post {
  int author;
};

void rows(Session &session, std::vector<Post> &posts) {
  nplus1::prefetched<User>(session, posts, [](const Post &post) { return post.author; }); // expect: eager
  nplus1::stored(posts); // expect: forward
}

void quiet(std::vector<Post> &posts) {
  own::prefetched(posts);
  own::stored(posts);
}
