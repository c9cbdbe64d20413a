#include "Database.h"

#include <Shelf/Action.h>
#include <Shelf/Author.h>
#include <Shelf/Book.h>
#include <Shelf/Choice.h>
#include <Shelf/Director.h>
#include <Shelf/Movie.h>
#include <Shelf/Question.h>
#include <Shelf/TaggedItem.h>
#include <Shelf/User.h>

#include <Poco/Data/SQLite/Connector.h>

#include <array>
#include <string>

using Poco::ActiveRecord::Context;
using namespace Poco::Data::Keywords;

namespace Shelf {

namespace {

constexpr int users = 60;
constexpr int authors = 40;
constexpr int directors = 30;
constexpr int books = 150;
constexpr int movies = 120;
constexpr int questions = 40;
constexpr int choices = 160;
constexpr int taggedItems = 150;
constexpr int actions = 250;

constexpr std::array firstNames = {"Ada",   "Bjarne", "Chen", "Dalia", "Elif",  "Femi",
                                   "Greta", "Hugo",   "Ines", "Jonas", "Keiko", "Lena"};
constexpr std::array lastNames = {"Abara", "Brandt", "Costa", "Dupont", "Eriksen",
                                  "Fuchs", "Garcia", "Haas",  "Ito",    "Jensen"};
constexpr std::array adjectives = {"Silent", "Crimson", "Hollow", "Distant",
                                   "Golden", "Broken",  "Last",   "Unwritten"};
constexpr std::array nouns = {"Harbour", "Orchard", "Winter",  "Cartographer", "Garden",
                              "Signal",  "River",   "Archive", "Lighthouse",   "Feast"};
constexpr std::array tags = {"adventure", "classic", "debut", "family",
                             "mystery",   "noir",    "short", "translated"};
constexpr std::array verbs = {"added", "finished", "recommended", "reviewed", "shelved"};
constexpr std::array answers = {"Yes.", "No.", "Only in winter.", "Ask me again."};

template <std::size_t N> std::string pick(const std::array<const char *, N> &words, int i) {
  return words[static_cast<std::size_t>(i) % N];
}

/// Names and titles repeat only after every pair of words was used.
std::string personName(int i) { return pick(firstNames, i) + ' ' + pick(lastNames, i / 12 + i); }
std::string title(int i) { return "The " + pick(adjectives, i) + ' ' + pick(nouns, i / 8 + i); }

/// A row number between 1 and \p count that jumps about as \p i goes up.
Poco::Int64 rowID(int i, int count) { return i * 37 % count + 1; }

void createTables(Context::Ptr context) {
  for (const char *table :
       {"users (id INTEGER PRIMARY KEY, name TEXT)", "authors (id INTEGER PRIMARY KEY, name TEXT)",
        "directors (id INTEGER PRIMARY KEY, name TEXT)",
        "books (id INTEGER PRIMARY KEY, title TEXT, author INTEGER)",
        "movies (id INTEGER PRIMARY KEY, title TEXT, director INTEGER)",
        "questions (id INTEGER PRIMARY KEY, text TEXT)",
        "choices (id INTEGER PRIMARY KEY, question INTEGER, text TEXT)",
        "tagged_items (id INTEGER PRIMARY KEY, tag TEXT, targetKind INTEGER, targetID INTEGER)",
        "actions (id INTEGER PRIMARY KEY, actorKind INTEGER, actorID INTEGER, verb TEXT, "
        "objectKind INTEGER, objectID INTEGER, targetKind INTEGER, targetID INTEGER)"})
    context->session() << "CREATE TABLE " << table, now;
}

template <typename Person> void createPeople(const Context::Ptr &context, int count, int offset) {
  for (int i = 0; i < count; ++i)
    Person().name(personName(i + offset)).create(context);
}

void createWorks(const Context::Ptr &context) {
  for (int i = 0; i < books; ++i)
    Book().title(title(i)).authorID(rowID(i, authors)).create(context);
  for (int i = 0; i < movies; ++i)
    Movie().title(title(i + 31) + ": The Movie").directorID(rowID(i, directors)).create(context);
}

void createPolls(const Context::Ptr &context) {
  for (int i = 0; i < questions; ++i)
    Question().text("Would you read " + title(i) + " again?").create(context);
  for (int i = 0; i < choices; ++i)
    Choice().questionID(i / 4 + 1).text(pick(answers, i)).create(context);
}

void createTags(const Context::Ptr &context) {
  for (int i = 0; i < taggedItems; ++i) {
    const bool onBook = i % 5 < 3;
    TaggedItem()
        .tag(pick(tags, i / 3))
        .targetKind(onBook ? Kind::Book : Kind::Movie)
        .targetID(onBook ? rowID(i, books) : rowID(i, movies))
        .create(context);
  }
}

void createActions(const Context::Ptr &context) {
  for (int i = 0; i < actions; ++i) {
    const bool onBook = i % 2 == 0;
    const bool inSeries = i % 3 == 0;
    Action()
        .actorKind(Kind::User)
        .actorID(rowID(i, users))
        .verb(pick(verbs, i))
        .objectKind(onBook ? Kind::Book : Kind::Movie)
        .objectID(onBook ? rowID(i, books) : rowID(i, movies))
        .targetKind(inSeries ? Kind::Movie : Kind::User)
        .targetID(inSeries ? rowID(i + 5, movies) : rowID(i + 7, users))
        .create(context);
  }
}

} // namespace

Context::Ptr openSampleDatabase() {
  Poco::Data::SQLite::Connector::registerConnector();
  Context::Ptr context(new Context("SQLite", ":memory:"));
  createTables(context);
  createPeople<User>(context, users, 0);
  createPeople<Author>(context, authors, 17);
  createPeople<Director>(context, directors, 71);
  createWorks(context);
  createPolls(context);
  createTags(context);
  createActions(context);
  return context;
}

} // namespace Shelf
