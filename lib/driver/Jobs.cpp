#include "driver/Jobs.h"

#include "llvm/ADT/SmallVector.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/Threading.h"

#include <algorithm>

using namespace llvm;

namespace nplus1 {

static std::string textOf(const Twine &Path) {
  // Such files have no size.
  auto Buffer = MemoryBuffer::getFileAsStream(Path);
  return Buffer ? (*Buffer)->getBuffer().trim().str() : std::string();
}

std::optional<unsigned> coresOfCpuMax(StringRef Text) {
  auto [Quota, Period] = Text.trim().split(' ');
  uint64_t Used = 0, Of = 0;
  if (Quota.getAsInteger(10, Used) || Period.getAsInteger(10, Of) || !Of)
    return std::nullopt; // "max 100000"
  return std::max<uint64_t>(1, (Used + Of - 1) / Of);
}

/// Calls \p Visit with the folder of the process's control group (version 2) and
/// of each group around it: the strictest limit holds. In a container the groups
/// around it are not visible and the root is its own.
template <typename Visitor> static void forEachControlGroup(Visitor Visit) {
  SmallVector<std::string, 2> Groups = {""};
  std::string Membership = textOf("/proc/self/cgroup");
  SmallVector<StringRef, 8> Lines;
  StringRef(Membership).split(Lines, '\n');
  for (StringRef Line : Lines)
    if (Line.consume_front("0::"))
      for (StringRef Group = Line; Group.size() > 1; Group = sys::path::parent_path(Group))
        Groups.push_back(Group.str());
  for (const std::string &Group : Groups)
    Visit("/sys/fs/cgroup" + Group);
}

static uint64_t freeMemory() {
  uint64_t Free = UINT64_MAX;
  std::string Info = textOf("/proc/meminfo");
  auto [Before, Line] = StringRef(Info).split("MemAvailable:");
  uint64_t Kilobytes = 0;
  if (!Line.ltrim().consumeInteger(10, Kilobytes))
    Free = Kilobytes << 10;
  forEachControlGroup([&](const std::string &Group) {
    uint64_t Limit = 0, Used = 0;
    if (!StringRef(textOf(Group + "/memory.max")).getAsInteger(10, Limit) &&
        !StringRef(textOf(Group + "/memory.current")).getAsInteger(10, Used))
      Free = std::min(Free, Limit > Used ? Limit - Used : 0);
  });
  return Free;
}

unsigned defaultJobs() {
  uint64_t Jobs = hardware_concurrency().compute_thread_count(); // honours the affinity
  forEachControlGroup([&](const std::string &Group) {
    if (auto Cores = coresOfCpuMax(textOf(Group + "/cpu.max")))
      Jobs = std::min<uint64_t>(Jobs, *Cores);
  });
  return unsigned(std::max<uint64_t>(1, std::min(Jobs, freeMemory() / MemoryPerJob)));
}

} // namespace nplus1
