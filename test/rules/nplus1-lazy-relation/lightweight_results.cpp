// with: lightweight
// Relations that report failure by value, as Lightweight's do since they return
// RelationResult.
#define DOUBLE_OF_RELATION_RESULTS
#include <Lightweight/DataMapper/DataMapper.hpp>

#include <vector>

using namespace Lightweight;

struct Label {
  Field<int> id;
};
struct Genre {
  Field<int> id;
  BelongsTo<&Label::id> label;
};
struct Track {
  Field<int> id;
  BelongsTo<&Genre::id> genre;
  HasMany<Genre> formerGenres;
};

void print(int value);

void recordBad(DataMapper &dm) {
  for (auto &track : dm.Query<Track>().All())
    if (auto genre = track.genre.Record()) // expect: nplus1-lazy-relation genre
      print(genre->get().id.Value());
}

void twoStepsBad(DataMapper &dm) {
  for (auto &track : dm.Query<Track>().All())
    print(track.genre.Record().value().get().label->id.Value()); // expect: nplus1-lazy-relation genre.label
}

void allBad(DataMapper &dm) {
  for (auto &track : dm.Query<Track>().All())
    for (const auto &genre : track.formerGenres.All().value().get()) // expect: nplus1-lazy-relation formerGenres[]
      print(genre->id.Value());
}

void countBad(DataMapper &dm) {
  for (auto &track : dm.Query<Track>().All())
    print(track.formerGenres.Count().value_or(0)); // expect: nplus1-count-in-loop formerGenres[]
}

void keyOk(DataMapper &dm) {
  for (auto &track : dm.Query<Track>().All())
    print(track.genre.Value());
}
