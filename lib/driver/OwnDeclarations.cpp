#include "driver/OwnDeclarations.h"

#include "clang/AST/ASTContext.h"
#include "clang/AST/Decl.h"
#include "clang/AST/DeclTemplate.h"
#include "llvm/ADT/STLExtras.h"

using namespace clang;

namespace nplus1 {

/// Instantiations are announced, too; they are reached through their templates.
static bool isInstantiation(const Decl &D) {
  if (const auto *Function = dyn_cast<FunctionDecl>(&D))
    return Function->getTemplateSpecializationKind() == TSK_ImplicitInstantiation;
  if (const auto *Variable = dyn_cast<VarDecl>(&D))
    return Variable->getTemplateSpecializationKind() == TSK_ImplicitInstantiation;
  return false;
}

/// A function template that may call what it is given, as the algorithms do. Only
/// its body makes instances of the generic lambdas that are passed to it.
static bool takesCallable(const Decl &D) {
  const FunctionDecl *Function = D.getAsFunction();
  return Function && Function->getDescribedFunctionTemplate() &&
         llvm::any_of(Function->parameters(), [](const ParmVarDecl *Parameter) {
           return isa<TemplateTypeParmType>(
               Parameter->getType().getNonReferenceType().getDesugaredType(
                   Parameter->getASTContext()));
         });
}

bool OwnDeclarations::isForeign(const Decl &D) {
  return Bodies.skips(D.getLocation(), D.getASTContext().getSourceManager());
}

bool OwnDeclarations::skipsBody(const Decl &Function) {
  return !takesCallable(Function) && isForeign(Function);
}

void OwnDeclarations::add(DeclGroupRef Group) {
  for (Decl *D : Group)
    if (!isInstantiation(*D) && !isForeign(*D))
      All.push_back(D);
}

} // namespace nplus1
