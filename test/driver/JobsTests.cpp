#include "driver/Jobs.h"

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

TEST(Jobs, AtLeastOneAndNoMoreThanCores) {
  EXPECT_GE(defaultJobs(), 1u);
  EXPECT_LE(defaultJobs(), unsigned(llvm::hardware_concurrency().compute_thread_count()));
}

} // namespace
