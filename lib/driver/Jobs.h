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

/// The cores that this process's control groups of both versions allow; nothing if
/// they set no limit. \p System is empty, or a folder that stands for "/".
std::optional<unsigned> coresOfControlGroups(llvm::StringRef System);

/// The bytes that they leave; UINT64_MAX if they set no limit.
uint64_t memoryOfControlGroups(llvm::StringRef System);

} // namespace nplus1
