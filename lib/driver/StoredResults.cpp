#include "driver/StoredResults.h"

#include "support/ByteStream.h"

using namespace llvm;

namespace nplus1 {

std::string StoredResults::keyOf(StringRef Kind, std::span<const CompileUnit> Units) const {
  ByteWriter Key;
  Key.text(Kind.str());
  Key.text(MadeWith);
  for (const CompileUnit &Unit : Units) {
    Key.text(Unit.Directory);
    Key.text(Unit.File);
    Key.count(Unit.Arguments);
    for (const std::string &Argument : Unit.Arguments)
      Key.text(Argument);
  }
  return Key.take();
}

std::optional<std::string> StoredResults::find(StringRef Kind, const CompileUnit &Unit) const {
  return In ? In->find(keyOf(Kind, {&Unit, 1})) : std::nullopt;
}

void StoredResults::store(StringRef Kind, const CompileUnit &Unit, StringRef Bytes) const {
  if (In)
    In->store(keyOf(Kind, {&Unit, 1}), Bytes);
}

void StoredResults::use(StringRef Kind, const CompileUnit &Unit) const {
  if (In)
    In->use(keyOf(Kind, {&Unit, 1}));
}

std::optional<std::string> StoredResults::findRun(std::span<const CompileUnit> Units) const {
  return In ? In->find(keyOf("run", Units)) : std::nullopt;
}

void StoredResults::storeRun(std::span<const CompileUnit> Units, StringRef Bytes) const {
  if (In)
    In->store(keyOf("run", Units), Bytes);
}

} // namespace nplus1
