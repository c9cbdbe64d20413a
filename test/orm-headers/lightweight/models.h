#pragma once
#include <Lightweight/DataMapper/DataMapper.hpp>

using namespace Lightweight;

struct Track;
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
  HasMany<Track> tracks;
  HasManyThrough<Artist, Track> guests;
  HasOneThrough<Label, Artist> label;
  CompositeForeignKey<&Label::id> series;
};
struct Track {
  Field<int> id;
  BelongsTo<&Album::id> album;
};
