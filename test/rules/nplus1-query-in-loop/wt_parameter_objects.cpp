// with: wt-dbo
//
// The key reaches the query in an object.
#include <Wt/Dbo/Dbo.h>
#include <optional>
#include <vector>
namespace dbo = Wt::Dbo;
struct Track {
  int id;
  template <class A> void persist(A &) {}
};
struct Params {
  int artist = 0, max = 0;
  Params &setArtist(int a) {
    artist = a;
    return *this;
  }
  Params &setMax(int m) {
    max = m;
    return *this;
  }
};
std::vector<int> findIds(dbo::Session &s, const Params &p) {
  auto q = s.query<int>("select t.id from track t");
  if (p.artist)
    q.where("t.artist_id = ?").bind(p.artist);
  auto c = q.resultList();
  return std::vector<int>(c.begin(), c.end());
}
std::vector<int> tracksOf(dbo::Session &s, const std::vector<int> &artists) {
  std::vector<int> all;
  for (int a : artists) {
    Params p;
    p.setArtist(a);
    p.setMax(5);
    const auto tracks = findIds(s, p); // expect: nplus1-query-in-loop -
    all.insert(all.end(), tracks.begin(), tracks.end());
  }
  return all;
}
std::vector<int> tracksOf2(dbo::Session &s, const std::vector<int> &artists) {
  std::vector<int> all;
  for (int a : artists) {
    Params p;
    p.artist = a;
    const auto tracks = findIds(s, p); // expect: nplus1-query-in-loop artist[]
    all.insert(all.end(), tracks.begin(), tracks.end());
  }
  return all;
}
std::vector<int> tracksOf3(dbo::Session &s, const std::vector<int> &artists) {
  std::vector<int> all;
  for (int a : artists) {
    const auto tracks = findIds(s, Params{}.setArtist(a)); // expect: nplus1-query-in-loop artist[]
    all.insert(all.end(), tracks.begin(), tracks.end());
  }
  return all;
}
std::vector<int> findDirect(dbo::Session &s, const Params &p) {
  auto c =
      s.query<int>("select t.id from track t").where("t.artist_id = ?").bind(p.artist).resultList();
  return std::vector<int>(c.begin(), c.end());
}
std::vector<int> tracksOf4(dbo::Session &s, const std::vector<int> &artists) {
  std::vector<int> all;
  for (int a : artists) {
    Params p;
    p.setArtist(a);
    const auto tracks = findDirect(s, p); // expect: nplus1-query-in-loop -
    all.insert(all.end(), tracks.begin(), tracks.end());
  }
  return all;
}
std::vector<int> tracksOf5(dbo::Session &s, const std::vector<int> &artists) {
  std::vector<int> all;
  for (int a : artists) {
    Params p;
    p.artist = a;
    const auto tracks = findDirect(s, p); // expect: nplus1-query-in-loop artist[]
    all.insert(all.end(), tracks.begin(), tracks.end());
  }
  return all;
}
std::vector<int> findStep(dbo::Session &s, int artist) {
  auto q = s.query<int>("select t.id from track t");
  q.where("t.artist_id = ?").bind(artist);
  auto c = q.resultList();
  return std::vector<int>(c.begin(), c.end());
}
std::vector<int> tracksOf6(dbo::Session &s, const std::vector<int> &artists) {
  std::vector<int> all;
  for (int a : artists) {
    const auto tracks = findStep(s, a); // expect: nplus1-query-in-loop -
    all.insert(all.end(), tracks.begin(), tracks.end());
  }
  return all;
}
