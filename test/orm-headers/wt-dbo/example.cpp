// What the profile wt-dbo recognises, and what it leaves alone.
#include <Wt/Dbo/Dbo.h>

#include <string>

namespace dbo = Wt::Dbo;

class Country;
class Comment;
class Profile;

class User {
public:
  std::string name;
  dbo::ptr<Country> country;
  dbo::weak_ptr<Profile> profile;
  template <class Action> void persist(Action &) {}
};
class Country {
public:
  std::string name;
  template <class Action> void persist(Action &) {}
};
class Comment {
public:
  std::string text;
  template <class Action> void persist(Action &) {}
};
class Profile {
public:
  std::string city;
  template <class Action> void persist(Action &) {}
};
class Currency {
public:
  std::string name;
  template <class Action> void persist(Action &) {}
};
namespace Wt::Dbo {
template <> struct dbo_traits<Currency> : dbo_default_traits {
  typedef std::string IdType;
};
} // namespace Wt::Dbo
class Post : public dbo::Dbo<Post> {
public:
  dbo::ptr<Currency> price;
  dbo::ptr<User> author;
  dbo::collection<dbo::ptr<Comment>> comments;
  template <class Action> void persist(Action &) {}
};

namespace own {
struct Transaction {
  explicit Transaction(int);
};
} // namespace own

template <class T> struct own_ptr {
  void self() const;
  T *operator->() const;
  int version() const;
  T *get() const;
};

void use(const std::string &);
void use(const User &);
void use(long long);

void toOne(const Post &post) {
  use(post.author->name);          // expect: lazy
  use(*post.author);               // expect: lazy
  use(*post.author.get());         // expect: lazy
  use(post.author.version());      // expect: lazy
  use(post.price->name);           // expect: lazy
  use((*post.price).name);         // expect: lazy
  use(post.price.get()->name);     // expect: lazy
  use(post.price.version());       // expect: lazy
  post.author.modify()->name = ""; // expect: lazy write
  (*post.author.modify()).name = ""; // expect: lazy write
  User *raw = post.author.modify(); // expect: lazy write
}

void toMany(const Post &post, Post &writable) {
  for (const auto &comment : post.comments) // expect: lazy forward
    use(comment->text);                     // expect: lazy
  typedef dbo::collection<dbo::ptr<Comment>>::const_iterator Iterator;
  for (Iterator i = post.comments.begin(); i != post.comments.end(); ++i) // expect: lazy free
    use((*i)->text);                        // expect: lazy forward
  use(post.comments.size());                // expect: count
  post.comments.empty();                    // expect: count
  post.comments.front();                    // expect: count
  writable.comments.insert(dbo::ptr<Comment>()); // expect: write
  writable.comments.clear();                // expect: write
}

void weak(const User &user) {
  if (user.profile)              // expect: lazy
    use(user.profile->city);     // expect: lazy forward
  use(user.profile.id());        // expect: lazy
  user.profile.query();          // expect: lazy
  user.profile.lock();           // expect: lazy
  dbo::ptr<Profile> strong = user.profile; // expect: lazy
}

void queries(dbo::Session &session, long long id) {
  dbo::Transaction transaction(session); // expect: scope
  dbo::collection<dbo::ptr<Post>> posts =
      session.find<Post>().where("x = ?").bind(id).limit(5); // expect: builder rows
  auto list = session.query<dbo::ptr<Post>>("select p from post p") // expect: builder
                  .orderBy("id")                             // expect: builder
                  .resultList();                             // expect: rows
  dbo::ptr<Post> one = session.find<Post>().where("id = ?").bind(id); // expect: builder finder
  auto two = session.find<Post>().where("id = ?").bind(id).resultValue(); // expect: finder
  session.load<Post>(id);     // expect: finder
  session.loadLazy<Post>(id); // expect: free
  one->comments.find();       // expect: lazy builder
}

void writes(dbo::Session &session, dbo::ptr<Post> post) {
  session.add(post);              // expect: write
  session.flush();                // expect: write
  session.execute("delete from x"); // expect: write
  post.remove();                  // expect: write
}

void quiet(const Post &post, own_ptr<User> own) {
  post.author.id(); // expect: free
  if (post.author)  // expect: free
    post.author == post.author; // expect: free
  dbo::ptr<User> author = post.author;
  author.reread();           // expect: free
  author.purge();            // expect: free
  post.author.isTransient(); // expect: free
  post.id();        // expect: free
  post.self();      // expect: forward
  own.self();
  own::Transaction(1);
  use(own->name);
  own.get();
  own.version();
}
