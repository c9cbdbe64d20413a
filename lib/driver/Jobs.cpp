#include "driver/Jobs.h"

#include "llvm/ADT/STLExtras.h"
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
    return std::nullopt; // "max 100000", or "-1 100000" in version 1
  return std::max<uint64_t>(1, (Used + Of - 1) / Of);
}

/// Calls \p Visit with the folder of this process's control group, and of each
/// group around it, that limits \p Controller (version 1), or anything (version 2,
/// empty \p Controller): the strictest limit holds. In a container the groups around
/// it are not visible and the root is its own.
template <typename Visitor>
static void forEachControlGroup(StringRef System, StringRef Controller, Visitor Visit) {
  std::string Membership = textOf(System + "/proc/self/cgroup");
  SmallVector<StringRef, 16> Lines;
  StringRef(Membership).split(Lines, '\n');
  const std::string Mount =
      (System + "/sys/fs/cgroup" + (Controller.empty() ? "" : "/") + Controller).str();
  Visit(Mount);
  for (StringRef Line : Lines) {
    auto [Controllers, Group] = Line.split(':').second.split(':');
    SmallVector<StringRef, 4> Named;
    Controllers.split(Named, ',');
    if (!is_contained(Named, Controller))
      continue;
    for (; Group.size() > 1; Group = sys::path::parent_path(Group))
      Visit(Mount + Group.str());
  }
}

uint64_t memoryOfControlGroups(StringRef System) {
  uint64_t Free = UINT64_MAX;
  auto limit = [&](const std::string &Limit, const std::string &Used) {
    uint64_t Bytes = 0, InUse = 0;
    if (!StringRef(textOf(Limit)).getAsInteger(10, Bytes) &&
        !StringRef(textOf(Used)).getAsInteger(10, InUse))
      Free = std::min(Free, Bytes > InUse ? Bytes - InUse : 0);
  };
  forEachControlGroup(System, "", [&](const std::string &Group) {
    limit(Group + "/memory.max", Group + "/memory.current");
  });
  forEachControlGroup(System, "memory", [&](const std::string &Group) {
    limit(Group + "/memory.limit_in_bytes", Group + "/memory.usage_in_bytes");
  });
  return Free;
}

std::optional<unsigned> coresOfControlGroups(StringRef System) {
  std::optional<unsigned> Least;
  auto limit = [&](const std::string &Text) {
    if (auto Cores = coresOfCpuMax(Text))
      Least = std::min(*Cores, Least.value_or(*Cores));
  };
  forEachControlGroup(System, "",
                      [&](const std::string &Group) { limit(textOf(Group + "/cpu.max")); });
  forEachControlGroup(System, "cpu", [&](const std::string &Group) {
    limit(textOf(Group + "/cpu.cfs_quota_us") + " " + textOf(Group + "/cpu.cfs_period_us"));
  });
  return Least;
}

static uint64_t freeMemory() {
  uint64_t Free = memoryOfControlGroups("");
  std::string Info = textOf("/proc/meminfo");
  auto [Before, Line] = StringRef(Info).split("MemAvailable:");
  uint64_t Kilobytes = 0;
  if (!Line.ltrim().consumeInteger(10, Kilobytes))
    Free = std::min(Free, Kilobytes << 10);
  return Free;
}

unsigned defaultJobs() {
  uint64_t Jobs = hardware_concurrency().compute_thread_count(); // honours the affinity
  if (auto Cores = coresOfControlGroups(""))
    Jobs = std::min<uint64_t>(Jobs, *Cores);
  return unsigned(std::max<uint64_t>(1, std::min(Jobs, freeMemory() / MemoryPerJob)));
}

} // namespace nplus1
