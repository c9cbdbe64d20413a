// What the profile lightweight recognises, and what it leaves alone.
#include "models.h"

void relations(Album &album) {
  album.artist->id.Value();         // expect: lazy forward
  (*album.artist).id.Value();       // expect: lazy
  album.artist.Record().id.Value(); // expect: lazy
  album.label->id.Value();          // expect: lazy
  album.series.Record();            // expect: lazy
}

void toMany(Album &album) {
  for (auto &track : album.tracks) // expect: lazy
    track->album.Value();          // expect: free
  album.tracks.All();              // expect: lazy
  album.tracks.At(0);              // expect: lazy
  album.guests[0];                 // expect: lazy
  album.tracks.Count();            // expect: count
  album.tracks.IsEmpty();          // expect: count
  album.tracks.Each([](Track const &) {}); // expect: iterate
}

void queries(DataMapper &dm, int id, int &connection) {
  SqlTransaction transaction(connection);                       // expect: scope
  dm.Query<Album>().Where("id", id).OrderBy("id").All();        // expect: builder rows
  dm.QueryAsync<Album>().First(3);                              // expect: builder rows
  dm.Query<Album>("SELECT * FROM album");                       // expect: rows
  dm.Query<Album>().First();                                    // expect: rows
  dm.Query<Album>().Count();                                    // expect: count
  dm.Query<Album>().First(2);                                   // expect: rows
  dm.QuerySingle<Album>(id);                                    // expect: finder
}

void writes(DataMapper &dm, Album &album) {
  dm.LoadRelations(album); // expect: eager
  dm.Create(album);        // expect: write
  dm.Update(album);        // expect: write
  dm.Delete(album);        // expect: write
}

namespace own {
struct SqlTransaction {
  explicit SqlTransaction(int);
};
struct BelongsTo {
  int *operator->();
  int Record();
};
} // namespace own

void quiet(Album &album, own::BelongsTo other) {
  album.artist.Value();      // expect: free
  if (album.artist)          // expect: free
    album.artist.IsModified(); // expect: free
  album.label.IsLoaded();    // expect: free
  album.id.Value();          // expect: forward
  album.id.IsModified();
  other.Record();
  own::SqlTransaction(1);
}
