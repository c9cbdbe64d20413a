//===- Jobs.h - How many units at once ------------------------------------===//
#pragma once

#include "llvm/ADT/StringRef.h"

#include <cstdint>
#include <optional>

namespace nplus1 {

/// Memory that a worker is expected to need, in bytes.
inline constexpr uint64_t MemoryPerJob = uint64_t(1) << 30;

/// The number of workers when the user names none: the cores that this process
/// may use (its affinity and its control groups' quotas, which containers set),
/// fewer if the memory that is free would not serve them. At least 1.
unsigned defaultJobs();

/// What a control group's file "cpu.max" allows, rounded up to whole cores;
/// nothing if it sets no limit.
std::optional<unsigned> coresOfCpuMax(llvm::StringRef Text);

} // namespace nplus1
