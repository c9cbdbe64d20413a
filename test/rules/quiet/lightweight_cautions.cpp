// with: lightweight
#include <Lightweight/DataMapper/DataMapper.hpp>

using namespace Lightweight;

struct Track;
struct Artist {
  Field<int> id;
};
struct Album {
  Field<int> id;
  BelongsTo<&Artist::id> artist;
  HasMany<Track> tracks;
};
struct Track {
  Field<int> id;
};

void print(int value);

void keyOk(DataMapper &dm) {
  for (auto &album : dm.Query<Album>().All())
    if (album.artist)
      print(album.artist.Value());
}

void assignedOk(DataMapper &dm, Artist &artist) {
  for (auto &album : dm.Query<Album>().All())
    album.artist = artist;
}

void countBad(DataMapper &dm) {
  for (auto &album : dm.Query<Album>().All())
    print(album.tracks.Count()); // expect: nplus1-count-in-loop tracks[]
}

// 23. A prefetch of one row.
void loadInLoopBad(DataMapper &dm) {
  for (auto &album : dm.Query<Album>().All()) {
    dm.LoadRelations(album); // expect: nplus1-prefetch-in-loop -
    print(album.artist->id.Value());
  }
}
