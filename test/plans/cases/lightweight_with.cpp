// with: lightweight
#define DOUBLE_OF_EAGER_LOADING
#include "../../orm-headers/lightweight/models.h"

void print(int);

void oneStep(DataMapper &dm) {
  for (auto &track : dm.Query<Track>().All())
    print(track.album->id.Value());
}

void twoSteps(DataMapper &dm) {
  auto tracks = dm.Query<Track>().OrderBy("id").All();
  for (auto &track : tracks)
    print(track.album->artist->id.Value());
}

void twoRelations(DataMapper &dm) {
  for (auto &album : dm.Query<Album>().All()) {
    print(album.artist->id.Value());
    print(album.tracks.Count());
  }
}
