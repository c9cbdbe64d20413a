// with: poco-activerecord
#include "../worlds/feed.h"

#include <functional>
#include <map>
#include <unordered_map>

using namespace feed;

using Loader = std::function<std::string(Context::Ptr, Id)>;

static const std::map<Kind, Loader> byKind{
    {Kind::book, [](Context::Ptr context, Id id) { return Book::find(context, id)->title(); }},
    {Kind::movie, [](Context::Ptr context, Id id) { return Movie::find(context, id)->title(); }}};

void mapOfLambdasBad(Context::Ptr context, const Actions &actions) {
  for (const auto &action : actions)
    print(byKind.at(action->targetKind())(context, action->targetID())); // expect: nplus1-generic-key targetID {Book,Movie}
}

void localMapBad(Context::Ptr context, const Actions &actions) {
  std::unordered_map<std::string, Loader> loaders;
  loaders["book"] = [](Context::Ptr c, Id id) { return Book::find(c, id)->title(); };
  loaders["movie"] = [](Context::Ptr c, Id id) { return Movie::find(c, id)->title(); };
  for (const auto &action : actions)
    print(loaders[action->targetTable()](context, action->targetID())); // expect: nplus1-generic-key targetID {Book,Movie}
}

static std::string bookTitle(Context::Ptr context, Id id) { return Book::find(context, id)->title(); }
static std::string movieTitle(Context::Ptr context, Id id) { return Movie::find(context, id)->title(); }

static std::string (*const byNumber[])(Context::Ptr, Id) = {bookTitle, movieTitle};

void arrayOfFunctionsBad(Context::Ptr context, const Actions &actions) {
  for (const auto &action : actions)
    print(byNumber[static_cast<int>(action->targetKind())](context, action->targetID())); // expect: nplus1-generic-key targetID {Book,Movie}
}

void foundBad(Context::Ptr context, const Actions &actions) {
  for (const auto &action : actions) {
    auto loader = byKind.find(action->targetKind());
    if (loader != byKind.end())
      print(loader->second(context, action->targetID())); // expect: nplus1-generic-key targetID {Book,Movie} [likely]
  }
}

void notFoundBad(Context::Ptr context, const Actions &actions) {
  for (const auto &action : actions) {
    auto loader = byKind.find(action->targetKind());
    if (loader == byKind.end())
      continue;
    print(loader->second(context, action->targetID())); // expect: nplus1-generic-key targetID {Book,Movie} [likely]
  }
}

void countedBad(Context::Ptr context, const Actions &actions) {
  for (const auto &action : actions)
    if (byKind.count(action->targetKind()))
      print(byKind.at(action->targetKind())(context, action->targetID())); // expect: nplus1-generic-key targetID {Book,Movie} [likely]
}

// What the table gives is remembered for the next row.
void rememberedOk(Context::Ptr context, const Actions &actions) {
  std::map<Id, std::string> titles;
  for (const auto &action : actions) {
    auto loader = byKind.find(action->targetKind());
    if (loader == byKind.end() || titles.count(action->targetID()))
      continue;
    titles[action->targetID()] = loader->second(context, action->targetID());
  }
}

void registeredBad(Context::Ptr context, const Actions &actions) {
  static std::map<std::string, Loader> loaders;
  loaders["book"] = [](Context::Ptr from, Id id) { return Book::find(from, id)->title(); };
  loaders["movie"] = [](Context::Ptr from, Id id) { return Movie::find(from, id)->title(); };
  for (const auto &action : actions)
    print(loaders.at(action->targetTable())(context, action->targetID())); // expect: nplus1-generic-key targetID {Book,Movie}
}

static std::map<std::string, Loader> &registry() {
  static std::map<std::string, Loader> loaders;
  if (loaders.empty()) {
    loaders["book"] = [](Context::Ptr from, Id id) { return Book::find(from, id)->title(); };
    loaders["movie"] = [](Context::Ptr from, Id id) { return Movie::find(from, id)->title(); };
  }
  return loaders;
}

void registryBad(Context::Ptr context, const Actions &actions) {
  for (const auto &action : actions)
    print(registry().at(action->targetTable())(context, action->targetID())); // expect: nplus1-generic-key targetID {Book,Movie}
}

// The type is chosen once, for all rows.
void chosenOnceBad(Context::Ptr context, Kind kind, const Actions &actions) {
  const Loader &loader = byKind.at(kind);
  for (const auto &action : actions)
    print(loader(context, action->targetID())); // expect: nplus1-query-in-loop targetID [likely]
}

static const std::map<Kind, std::function<std::string(Id)>> names{
    {Kind::book, [](Id id) { return "book " + std::to_string(id); }},
    {Kind::movie, [](Id id) { return "movie " + std::to_string(id); }}};

void nothingLoadedOk(const Actions &actions) {
  for (const auto &action : actions)
    print(names.at(action->targetKind())(action->targetID()));
}

/// Its constructor fills the table.
class Feed {
public:
  explicit Feed(Context::Ptr context) {
    loaders.emplace(Kind::book, [context](Id id) { return Book::find(context, id)->title(); });
    loaders.emplace(Kind::movie, [context](Id id) { return Movie::find(context, id)->title(); });
  }
  void foundInMemberBad(const Actions &actions) const {
    for (const auto &action : actions)
      if (auto loader = loaders.find(action->targetKind()); loader != loaders.end())
        print(loader->second(action->targetID())); // expect: nplus1-generic-key targetID {Book,Movie} [likely]
  }
  void inMemberBad(const Actions &actions) const {
    for (const auto &action : actions)
      print(titleOf(*action)); // expect: nplus1-generic-key targetID {Book,Movie}
  }
  void cachedOk(const Actions &actions) const {
    std::map<Id, std::string> titles;
    for (const auto &action : actions)
      if (titles.find(action->targetID()) == titles.end())
        titles.emplace(action->targetID(), titleOf(*action));
  }

private:
  std::string titleOf(const Action &action) const {
    return loaders.at(action.targetKind())(action.targetID());
  }
  std::map<Kind, std::function<std::string(Id)>> loaders;
};

/// Others fill the table, with functions that they know.
class OpenFeed {
public:
  void add(Kind kind, Loader loader) { loaders[kind] = loader; }
  void fnAddedBad(Context::Ptr context, const Actions &actions) const {
    for (const auto &action : actions)
      print(loaders.at(action->targetKind())(context, action->targetID()));
  }

private:
  std::map<Kind, Loader> loaders;
};

void fillOk(OpenFeed &feed) {
  feed.add(Kind::book, [](Context::Ptr from, Id id) { return Book::find(from, id)->title(); });
}
