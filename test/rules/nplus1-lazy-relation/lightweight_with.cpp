// with: lightweight
// Relations that were loaded with the query, in versions that have With<>().
#define DOUBLE_OF_EAGER_LOADING
#include <Lightweight/DataMapper/DataMapper.hpp>

using namespace Lightweight;

struct Label {
  Field<int> id;
};
struct Genre {
  Field<int> id;
  BelongsTo<&Label::id> label;
};
struct Album {
  Field<int> id;
  HasMany<Label> labels;
};
struct Track {
  Field<int> id;
  BelongsTo<&Genre::id> genre;
  BelongsTo<&Label::id> label;
};

void print(int value);

void withOk(DataMapper &dm) {
  for (auto &track : dm.Query<Track>().With<&Track::genre>().All())
    print(track.genre->id.Value());
}

void withPathOk(DataMapper &dm) {
  for (auto &track : dm.Query<Track>().With<&Track::genre, &Genre::label>().All())
    print(track.genre->label->id.Value());
}

void withoutBad(DataMapper &dm) {
  for (auto &track : dm.Query<Track>().All())
    print(track.genre->id.Value()); // expect: nplus1-lazy-relation genre
}

void withAnotherBad(DataMapper &dm) {
  for (auto &track : dm.Query<Track>().With<&Track::label>().All()) // expect: nplus1-unused-prefetch label
    print(track.genre->id.Value()); // expect: nplus1-lazy-relation genre
}

// The genres are there, what they refer to is not.
void withHalfThePathBad(DataMapper &dm) {
  for (auto &track : dm.Query<Track>().With<&Track::genre>().All())
    print(track.genre->label->id.Value()); // expect: nplus1-lazy-relation genre.label
}

// What is loaded is counted in the row.
void countsOfLoadedOk(DataMapper &dm) {
  for (auto &album : dm.Query<Album>().With<&Album::labels>().All())
    print(album.labels.Count());
}

void countsBad(DataMapper &dm) {
  for (auto &album : dm.Query<Album>().All())
    print(album.labels.Count()); // expect: nplus1-count-in-loop labels[]
}
