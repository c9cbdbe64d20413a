// with: poco-activerecord
#include "../worlds/feed.h"

#include <map>

using namespace feed;

struct Loader {
  virtual ~Loader() = default;
  virtual std::string title(Context::Ptr context, Id id) const = 0;
};
struct BookLoader : Loader {
  std::string title(Context::Ptr context, Id id) const override {
    return Book::find(context, id)->title();
  }
};
struct MovieLoader : Loader {
  std::string title(Context::Ptr context, Id id) const override {
    return Movie::find(context, id)->title();
  }
};

static std::unique_ptr<Loader> loaderFor(Kind kind) {
  switch (kind) {
  case Kind::book:
    return std::make_unique<BookLoader>();
  default:
    return std::make_unique<MovieLoader>();
  }
}

void factoryBad(Context::Ptr context, const Actions &actions) {
  for (const auto &action : actions)
    print(loaderFor(action->targetKind())->title(context, action->targetID())); // expect: nplus1-generic-key targetID {Book,Movie} [likely]
}

class Registry {
public:
  const Loader &of(Kind kind) const { return *loaders.at(kind); }
  std::map<Kind, std::unique_ptr<Loader>> loaders;
};

void registryBad(Context::Ptr context, const Registry &registry, const Actions &actions) {
  for (const auto &action : actions)
    print(registry.of(action->targetKind()).title(context, action->targetID())); // expect: nplus1-generic-key targetID {Book,Movie} [likely]
}

void directRegistryBad(Context::Ptr context, const Registry &registry, const Actions &actions) {
  for (const auto &action : actions)
    print(registry.loaders.at(action->targetKind())->title(context, action->targetID())); // expect: nplus1-generic-key targetID {Book,Movie} [likely]
}

// One implementation for the whole loop, whichever it is: one type.
void oneLoaderBad(Context::Ptr context, const Loader &loader, const Actions &actions) {
  for (const auto &action : actions)
    print(loader.title(context, action->targetID())); // expect: nplus1-query-in-loop targetID [likely]
}
