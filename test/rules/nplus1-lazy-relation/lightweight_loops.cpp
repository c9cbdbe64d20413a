// with: lightweight
#include <Lightweight/DataMapper/DataMapper.hpp>

#include <vector>

using namespace Lightweight;

struct Genre {
  Field<int> id;
};
struct Track {
  Field<int> id;
  BelongsTo<&Genre::id> genre;
};

void print(int value);

// The session is a parameter that nobody in view supplies: the query starts here
// all the same.
void queryOfParameterBad(DataMapper &dm) {
  for (auto &track : dm.Query<Track>().All())
    print(track.genre->id.Value()); // expect: nplus1-lazy-relation genre
}

void variableBad(DataMapper &dm) {
  std::vector<Track> tracks = dm.Query<Track>().Where("id", 3).All();
  for (auto &track : tracks)
    print(track.genre.Record().id.Value()); // expect: nplus1-lazy-relation genre
}

struct Shard {
  DataMapper *mapper;
};

// One query on each of several databases is no query per row.
void querySeveralDatabasesOk(const std::vector<Shard> &shards) {
  for (const Shard &shard : shards)
    print(shard.mapper->Query<Track>().All().size());
}
