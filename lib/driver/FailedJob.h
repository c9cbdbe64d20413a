//===- FailedJob.h - What to say of a unit that hurt its worker -----------===//
#pragma once

#include "compdb/Normalize.h"
#include "driver/WorkerPool.h"

#include <string>

namespace nplus1 {

/// Why there is no outcome of \p Unit, and a command for a shell that parses it in the
/// same way. \p Result is of a job that was run under \p Limits and was not done, or gave
/// an answer that cannot be read.
std::string problemOf(const CompileUnit &Unit, const JobResult &Result, const WorkerLimits &Limits);

} // namespace nplus1
