#include "finding/RuleCatalogue.h"

#include "finding/ToolVersion.h"
#include "support/EmbeddedFile.h"

#include <cassert>

namespace nplus1 {

std::span<const EmbeddedFile> rulePages();

static std::vector<RuleInfo> buildCatalogue() {
  std::vector<RuleInfo> Rules = {
#define NPLUS1_RULE(Id, Gate, Summary) {Id, Summary, Confidence::Gate, {}},
#include "finding/Rules.def"
  };
  std::span<const EmbeddedFile> Pages = rulePages();
  assert(Pages.size() == Rules.size() && "the build embeds one page per line of Rules.def");
  for (size_t I = 0; I != Rules.size(); ++I) {
    assert(Pages[I].Name == Rules[I].Id);
    Rules[I].Page = Pages[I].Text;
  }
  return Rules;
}

std::span<const RuleInfo> ruleCatalogue() {
  static const std::vector<RuleInfo> Rules = buildCatalogue();
  return Rules;
}

const RuleInfo *findRule(std::string_view Id) {
  for (const RuleInfo &Rule : ruleCatalogue())
    if (Rule.Id == Id)
      return &Rule;
  return nullptr;
}

std::vector<llvm::StringRef> ruleIds() {
  std::vector<llvm::StringRef> Ids;
  for (const RuleInfo &Rule : ruleCatalogue())
    Ids.push_back(Rule.Id);
  return Ids;
}

std::string RuleInfo::documentationUrl() const {
  return std::string(projectUrl()) + "/blob/main/docs/rules/" + std::string(Id) + ".md";
}

std::string_view confidenceName(Confidence Level) {
  switch (Level) {
  case Confidence::Possible:
    return "possible";
  case Confidence::Likely:
    return "likely";
  case Confidence::Certain:
    return "certain";
  }
  return {};
}

std::string_view fixSafetyName(FixSafety Safety) {
  switch (Safety) {
  case FixSafety::Manual:
    return "manual";
  case FixSafety::Unsafe:
    return "unsafe";
  case FixSafety::Safe:
    return "safe";
  }
  return {};
}

} // namespace nplus1
