#include "driver/Jobs.h"

#include "support/TempFolder.h"

#include "llvm/Support/Threading.h"

#include <gtest/gtest.h>

using namespace nplus1;

namespace {

TEST(Jobs, QuotaOfAControlGroup) {
  EXPECT_EQ(coresOfCpuMax("max 100000\n"), std::nullopt);
  EXPECT_EQ(coresOfCpuMax("200000 100000\n"), 2u);
  EXPECT_EQ(coresOfCpuMax("150000 100000"), 2u) << "half a core more is worth a worker";
  EXPECT_EQ(coresOfCpuMax("5000 100000"), 1u);
  EXPECT_EQ(coresOfCpuMax(""), std::nullopt);
  EXPECT_EQ(coresOfCpuMax("1 0"), std::nullopt);
  EXPECT_EQ(coresOfCpuMax("many 1"), std::nullopt);
}

TEST(Jobs, ControlGroupsOfBothVersions) {
  TempFolder Two, One, None;
  Two.write("proc/self/cgroup", "0::/user/job\n");
  Two.write("sys/fs/cgroup/user/cpu.max", "300000 100000\n");
  Two.write("sys/fs/cgroup/user/job/cpu.max", "max 100000\n");
  Two.write("sys/fs/cgroup/user/job/memory.max", "5000\n");
  Two.write("sys/fs/cgroup/user/job/memory.current", "1000\n");
  EXPECT_EQ(coresOfControlGroups(Two.root()), 3u) << "the group around it";
  EXPECT_EQ(memoryOfControlGroups(Two.root()), 4000u);

  One.write("proc/self/cgroup", "5:memory:/docker/x\n4:cpu,cpuacct:/docker/x\n1:name=systemd:/\n");
  One.write("sys/fs/cgroup/cpu/cpu.cfs_quota_us", "-1\n");
  One.write("sys/fs/cgroup/cpu/cpu.cfs_period_us", "100000\n");
  One.write("sys/fs/cgroup/cpu/docker/x/cpu.cfs_quota_us", "150000\n");
  One.write("sys/fs/cgroup/cpu/docker/x/cpu.cfs_period_us", "100000\n");
  // In a container the own group is the root of what is mounted.
  One.write("sys/fs/cgroup/memory/memory.limit_in_bytes", "7000\n");
  One.write("sys/fs/cgroup/memory/memory.usage_in_bytes", "8000\n");
  EXPECT_EQ(coresOfControlGroups(One.root()), 2u);
  EXPECT_EQ(memoryOfControlGroups(One.root()), 0u);

  EXPECT_EQ(coresOfControlGroups(None.root()), std::nullopt);
  EXPECT_EQ(memoryOfControlGroups(None.root()), UINT64_MAX);
}

TEST(Jobs, AtLeastOneAndNoMoreThanCores) {
  EXPECT_GE(defaultJobs(), 1u);
  EXPECT_LE(defaultJobs(), unsigned(llvm::hardware_concurrency().compute_thread_count()));
}

} // namespace
