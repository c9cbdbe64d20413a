#include "orm/VersionConditions.h"

#include "orm/QualifiedName.h"

using namespace clang;

namespace nplus1 {

bool holds(const VersionCondition &Condition, ASTContext &Context,
           const MacroQuestion &DefinedMacro) {
  if (!Condition.Declares.empty()) {
    bool Declared = llvm::any_of(lookUp(Context, Condition.Declares), [&](const NamedDecl *Found) {
      const auto *Function = dyn_cast<FunctionDecl>(Found);
      return !Condition.Parameters ||
             (Function && Function->getNumParams() == *Condition.Parameters);
    });
    if (!Declared)
      return false;
  }
  if (!Condition.DoesNotDeclare.empty() && !lookUp(Context, Condition.DoesNotDeclare).empty())
    return false;
  if (Condition.Macro.empty())
    return true;
  std::optional<long> Value = DefinedMacro ? DefinedMacro(Condition.Macro) : std::nullopt;
  return Value && (!Condition.MacroAtLeast || *Value >= *Condition.MacroAtLeast) &&
         (!Condition.MacroBelow || *Value < *Condition.MacroBelow);
}

} // namespace nplus1
