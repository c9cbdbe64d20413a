#include "finding/Gates.h"

#include "finding/RuleCatalogue.h"

#include "llvm/ADT/StringExtras.h"

namespace nplus1 {

/// The least confidence that passes; nothing if none does.
static std::optional<Confidence> asConfidence(Gate G) {
  switch (G) {
  case Gate::Possible:
    return Confidence::Possible;
  case Gate::Likely:
    return Confidence::Likely;
  case Gate::Certain:
    return Confidence::Certain;
  case Gate::Off:
    return std::nullopt;
  }
  return std::nullopt;
}

static bool isReported(const Finding &F, const Settings &Here, const GateOptions &Options) {
  auto Rule = Here.Rules.find(F.Rule);
  if (Rule != Here.Rules.end() && Rule->second.Value == Gate::Off)
    return false;
  if (Options.MinConfidence)
    return F.Level >= *Options.MinConfidence;
  if (Rule != Here.Rules.end())
    return F.Level >= *asConfidence(Rule->second.Value);
  if (Here.MinConfidence.Value)
    return F.Level >= *asConfidence(*Here.MinConfidence.Value);
  const RuleInfo *Known = findRule(F.Rule);
  return F.Level >= (Known ? Known->Gate : Confidence::Likely);
}

llvm::Expected<LeftOut> applyGates(std::vector<Finding> &Findings, ConfigTree &Configured,
                                   const GateOptions &Options) {
  LeftOut Out;
  std::vector<Finding> Kept;
  for (Finding &F : Findings) {
    auto Here = Configured.settingsFor(F.Location.Begin.File);
    if (!Here)
      return Here.takeError();
    if (!isReported(F, *Here, Options))
      continue;
    if (!Here->isExcluded())
      Kept.push_back(std::move(F));
    else
      ++(Here->ExcludedBy.From.isValid() ? Out.ByConfiguration : Out.ByDefaultExcludes);
  }
  Findings = std::move(Kept);
  return Out;
}

std::optional<RunNote> leftOutNote(const LeftOut &What) {
  if (What.ByDefaultExcludes == 0)
    return std::nullopt;
  return RunNote{{},
                 llvm::utostr(What.ByDefaultExcludes) +
                     (What.ByDefaultExcludes == 1 ? " finding" : " findings") +
                     " in tests, benchmarks and migrations left out; '\"defaultExcludes\": "
                     "false' in " +
                     ConfigFileName.str() + " brings them back",
                 std::nullopt};
}

llvm::Expected<bool> failsRun(const Finding &F, ConfigTree &Configured,
                              const GateOptions &Options) {
  if (!F.isActive())
    return false;
  if (Options.FailOn)
    return F.Level >= *Options.FailOn;
  auto Here = Configured.settingsFor(F.Location.Begin.File);
  if (!Here)
    return Here.takeError();
  return F.Level >= asConfidence(Here->FailOn.Value).value_or(Confidence::Certain);
}

} // namespace nplus1
