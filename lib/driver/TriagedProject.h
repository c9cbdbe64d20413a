//===- TriagedProject.h - A project, and what of its findings counts ------===//
#pragma once

#include "driver/Project.h"
#include "finding/Triage.h"

namespace nplus1 {

struct TriagedProject {
  Project Opened;
  Triage Triaged;
};

/// Opens the project, with the profiles that the configuration names if \p Options
/// name none, and prepares the triage of its findings.
llvm::Expected<TriagedProject> openTriaged(ProjectOptions Options, TriageOptions Triaged);

} // namespace nplus1
