// with: lightweight
#define DOUBLE_OF_EAGER_LOADING
#include <Lightweight/DataMapper/DataMapper.hpp>

using namespace Lightweight;

struct Label {
  Field<int> id;
};
struct Artist {
  Field<int> id;
  BelongsTo<&Label::id> label;
};
struct Album {
  Field<int> id;
  BelongsTo<&Artist::id> artist;
};

void print(int value);

void columnsBad(DataMapper &dm) {
  for (auto &album : dm.Query<Album>().With<&Album::artist>().All()) // expect: nplus1-unused-prefetch artist
    print(album.id.Value());
}

// The key is in the row itself.
void keyBad(DataMapper &dm) {
  for (auto &album : dm.Query<Album>().With<&Album::artist>().All()) // expect: nplus1-unused-prefetch artist
    print(album.artist.Value());
}

void secondStepBad(DataMapper &dm) {
  for (auto &album : dm.Query<Album>().With<&Album::artist, &Artist::label>().All()) // expect: nplus1-unused-prefetch artist.label
    print(album.artist->id.Value());
}

void usedOk(DataMapper &dm) {
  for (auto &album : dm.Query<Album>().With<&Album::artist>().All())
    print(album.artist->id.Value());
}

void secondStepOk(DataMapper &dm) {
  for (auto &album : dm.Query<Album>().With<&Album::artist, &Artist::label>().All())
    print(album.artist->label->id.Value());
}

// One relation loaded does not load the others.
void otherRelationBad(DataMapper &dm) {
  for (auto &album : dm.Query<Album>().With<&Album::artist>().All())
    print(album.artist->label->id.Value()); // expect: nplus1-lazy-relation artist.label
}
