// What is different in Lightweight since relations can be loaded eagerly.
#define DOUBLE_OF_EAGER_LOADING
#include "models.h"

void queries(DataMapper &dm) {
  dm.Query<Album>().With<&Album::tracks>().All();                 // expect: eager rows
  dm.Query<Track>().With<&Track::album, &Album::artist>().First(); // expect: eager rows
}
