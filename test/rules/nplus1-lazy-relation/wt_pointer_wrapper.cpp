// with: wt-dbo
//
// A smart pointer of the project around a row is the row.
#include <Wt/Dbo/Dbo.h>
#include <string>
#include <vector>
namespace dbo = Wt::Dbo;
class RefBase {
protected:
  static void check(dbo::Session &session);
};
template <class T> class Ref : public RefBase {
public:
  Ref() = default;
  Ref(const dbo::ptr<T> &p) : _obj{p} {}
  const T *operator->() const { return _obj.get(); }
  operator bool() const { return _obj.get(); }

private:
  dbo::ptr<T> _obj;
};
struct Town {
  std::string name;
  std::string getName() const { return name; }
  template <class A> void persist(A &) {}
};
struct Artist {
  std::string name;
  dbo::ptr<Town> town;
  std::string getName() const { return name; }
  Ref<Town> getTown() const { return town; }
  template <class A> void persist(A &) {}
};
template <class T, class Q> std::vector<T> fetch(const Q &query) {
  auto c = query.resultList();
  return std::vector<T>(c.begin(), c.end());
}
std::vector<Ref<Artist>> artists(dbo::Session &s) {
  return fetch<Ref<Artist>>(s.query<dbo::ptr<Artist>>("select a from artist a").where("a.x = 1"));
}
int ownColumn(dbo::Session &s) {
  int n = 0;
  for (const Ref<Artist> &a : artists(s))
    n += a->getName().size();
  return n;
}
int relation(dbo::Session &s) {
  int n = 0;
  for (const Ref<Artist> &a : artists(s))
    n += a->getTown()->getName().size(); // expect: nplus1-lazy-relation town
  return n;
}
int plainOwn(dbo::Session &s) {
  int n = 0;
  for (const auto &a : fetch<dbo::ptr<Artist>>(s.query<dbo::ptr<Artist>>("select a from artist a")))
    n += a->getName().size();
  return n;
}
