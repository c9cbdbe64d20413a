// with: wt-dbo
#include <Wt/Dbo/Dbo.h>

#include <vector>

namespace dbo = Wt::Dbo;

class Profile;
class Post;
class User {
public:
  std::string name;
  dbo::weak_ptr<Profile> profile;
  dbo::collection<dbo::ptr<Post>> posts;
};
class Profile {
public:
  std::string city;
};
class Post {
public:
  std::string title;
  dbo::ptr<User> author;
};

void use(const std::string &text);
void use(long long number);

dbo::collection<dbo::ptr<Post>> posts(dbo::Session &session);

// -- The key, a null test, a comparison and the pointer itself ask nothing ------------------

void keyOk(dbo::Session &session) {
  dbo::collection<dbo::ptr<Post>> all = session.find<Post>().resultList();
  for (const dbo::ptr<Post> &post : all)
    use(post->author.id());
}

void nullTestOk(dbo::Session &session) {
  dbo::collection<dbo::ptr<Post>> all = session.find<Post>().resultList();
  for (const dbo::ptr<Post> &post : all)
    if (post->author)
      use(post->title);
}

void comparisonOk(dbo::Session &session, const dbo::ptr<User> &user) {
  dbo::collection<dbo::ptr<Post>> all = session.find<Post>().resultList();
  for (const dbo::ptr<Post> &post : all)
    if (post->author == user)
      use(post->title);
}

void passedOnOk(dbo::Session &session, std::vector<dbo::ptr<User>> &users) {
  dbo::collection<dbo::ptr<Post>> all = session.find<Post>().resultList();
  for (const dbo::ptr<Post> &post : all)
    users.push_back(post->author);
}

void assignedOk(dbo::Session &session, const dbo::ptr<User> &user) {
  dbo::collection<dbo::ptr<Post>> all = session.find<Post>().resultList();
  for (const dbo::ptr<Post> &post : all)
    post.modify()->author = user;
}

void dereferencedBad(dbo::Session &session) {
  dbo::collection<dbo::ptr<Post>> all = session.find<Post>().resultList();
  for (const dbo::ptr<Post> &post : all)
    use(post->author->name); // expect: nplus1-lazy-relation author
}

// -- What looks harmless and asks -----------------------------------------------------------

void versionBad(dbo::Session &session) {
  dbo::collection<dbo::ptr<Post>> all = session.find<Post>().resultList();
  for (const dbo::ptr<Post> &post : all)
    use(post->author.version()); // expect: nplus1-lazy-relation author
}

void weakNullTestBad(dbo::Session &session) {
  dbo::collection<dbo::ptr<User>> all = session.find<User>().resultList();
  for (const dbo::ptr<User> &user : all)
    if (user->profile) // expect: nplus1-lazy-relation profile
      use(user->name);
}

void weakKeyBad(dbo::Session &session) {
  dbo::collection<dbo::ptr<User>> all = session.find<User>().resultList();
  for (const dbo::ptr<User> &user : all)
    use(user->profile.id()); // expect: nplus1-lazy-relation profile
}

void sizeBad(dbo::Session &session) {
  dbo::collection<dbo::ptr<User>> all = session.find<User>().resultList();
  for (const dbo::ptr<User> &user : all)
    use((long long)user->posts.size()); // expect: nplus1-count-in-loop posts[]
}

void emptyBad(dbo::Session &session) {
  dbo::collection<dbo::ptr<User>> all = session.find<User>().resultList();
  for (const dbo::ptr<User> &user : all)
    if (user->posts.empty()) // expect: nplus1-count-in-loop posts[]
      use(user->name);
}

// -- 30. The way back to the row that one came from: the session has it ----------------------

void inverseOk(dbo::Session &session) {
  dbo::collection<dbo::ptr<User>> all = session.find<User>().resultList();
  for (const dbo::ptr<User> &user : all)
    for (const dbo::ptr<Post> &post : user->posts) // expect: nplus1-lazy-relation posts[]
      use(post->author->name);
}
