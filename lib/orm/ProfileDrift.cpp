#include "orm/ProfileDrift.h"

#include "orm/EntityTypes.h"
#include "orm/HeaderPattern.h"
#include "orm/QualifiedName.h"

#include "clang/AST/DeclTemplate.h"
#include "llvm/ADT/StringExtras.h"

#include <set>

using namespace clang;

namespace nplus1 {
namespace {

/// Compares declarations, which may be templates, with what roles rely on. What
/// depends on template arguments agrees with everything: it is known only where
/// the template is used.
class SignatureCheck {
public:
  SignatureCheck(ASTContext &Context, EntityTypes &Types) : Context(Context), Types(Types) {}

  /// Why \p Function cannot be what \p R means; empty if it can.
  std::string misfit(const FunctionDecl &Function, const Role &R) {
    const DeclarationPattern &Pattern = R.Pattern;
    Parameters = Function.parameters();
    bool DeducesObject = Function.hasCXXExplicitFunctionObjectParameter();
    if (DeducesObject)
      Parameters = Parameters.drop_front();
    EndsOpen =
        Function.isVariadic() || (!Parameters.empty() && Parameters.back()->isParameterPack());
    unsigned Count = Parameters.size();
    if ((Pattern.MinParameters && !EndsOpen && Count < *Pattern.MinParameters) ||
        (Pattern.MaxParameters && !EndsOpen && Count > *Pattern.MaxParameters))
      return "it takes " + std::to_string(Count) + " parameters";
    const auto *Method = dyn_cast<CXXMethodDecl>(&Function);
    if (Pattern.Static && (!Method || Method->isStatic() != *Pattern.Static))
      return *Pattern.Static ? "it is not static" : "it is static";
    if (Pattern.Const && (!Method || (!DeducesObject && Method->isConst() != *Pattern.Const)))
      return *Pattern.Const ? "it is not const" : "it is const";
    for (auto [I, Wanted] : llvm::enumerate(Pattern.Parameters))
      if (Wanted != "*" && (I >= Count || !canBe(Parameters[I]->getType(), Wanted)))
        return "parameter " + std::to_string(I) + " is no " + Wanted;
    if (!canReturn(Function.getReturnType(), Pattern.Returns))
      return "it returns " + Function.getReturnType().getAsString(Context.getPrintingPolicy());
    return misuse(Function, R);
  }

private:
  /// Why an operand of \p R cannot be used as the role does.
  std::string misuse(const FunctionDecl &Function, const Role &R) {
    for (const Operand *Used : {&R.Relation, &R.Key, &R.Context, &R.Entity, &R.Into, &R.Sql,
                                &R.Callable, &R.From, &R.LimitArgument}) {
      if (Used->K == Operand::Kind::Argument && !EndsOpen && Used->Index >= Parameters.size())
        return "it has no argument " + std::to_string(Used->Index);
      if (Used->K == Operand::Kind::TemplateArgument &&
          !hasTemplateParameter(Function, Used->Index))
        return "it has no template argument " + std::to_string(Used->Index);
      if (Used->K == Operand::Kind::Receiver && !isa<CXXMethodDecl>(Function))
        return "it is called on no object";
    }
    if (R.Paths.K == PathSpelling::Kind::Argument && !EndsOpen &&
        R.Paths.Index >= Parameters.size())
      return "it has no argument " + std::to_string(R.Paths.Index);
    if (QualType Into = argument(R.Into); !Into.isNull() && !isWritable(Into))
      return "argument " + std::to_string(R.Into.Index) + " cannot receive rows";
    if (QualType Sql = argument(R.Sql);
        !Sql.isNull() && Sql.getNonReferenceType()->isArithmeticType())
      return "argument " + std::to_string(R.Sql.Index) + " is no text";
    if (QualType Called = argument(R.Callable); !Called.isNull() && !isCallable(Called))
      return "argument " + std::to_string(R.Callable.Index) + " cannot be called";
    return {};
  }

  /// Null if \p Which is no argument, or one of a pack.
  QualType argument(const Operand &Which) const {
    return Which.K == Operand::Kind::Argument && Which.Index < Parameters.size()
               ? Parameters[Which.Index]->getType()
               : QualType();
  }

  static bool isWritable(QualType Type) {
    QualType Target = Type->isReferenceType() ? Type.getNonReferenceType() : Type->getPointeeType();
    return Type->isDependentType() || (!Target.isNull() && !Target.isConstQualified());
  }

  static bool isCallable(QualType Type) {
    Type = Type.getNonReferenceType();
    return Type->isDependentType() || Type->isRecordType() || Type->isFunctionPointerType() ||
           Type->isFunctionType();
  }

  static bool hasTemplateParameter(const FunctionDecl &Function, unsigned Index) {
    const FunctionTemplateDecl *Template = Function.getDescribedFunctionTemplate();
    if (!Template)
      return false;
    const TemplateParameterList &List = *Template->getTemplateParameters();
    return Index < List.size() || (List.size() && List.asArray().back()->isParameterPack());
  }

  /// Whether \p Type is, or is an instance of, the class \p Wanted.
  bool canBe(QualType Type, llvm::StringRef Wanted) {
    if (const CXXRecordDecl *Class = Types.classBehind(Type))
      return Types.hasForm(Context.getRecordType(Class), Wanted);
    Type = Type.getNonReferenceType();
    if (const auto *Special = Type->getAs<TemplateSpecializationType>())
      if (const auto *Template =
              dyn_cast_or_null<ClassTemplateDecl>(Special->getTemplateName().getAsTemplateDecl()))
        return Types.hasForm(Context.getRecordType(Template->getTemplatedDecl()), Wanted);
    return Type->isDependentType();
  }

  /// Which classes are entities is the user's to say.
  bool canReturn(QualType Type, llvm::StringRef Form) {
    if (Form.empty() || Type->isDependentType())
      return true;
    QualType Bare = Type.getNonReferenceType();
    if (Form.starts_with("entity"))
      return Bare->isRecordType() || (Form == "entity-pointer" && Bare->isAnyPointerType());
    return Types.hasForm(Type, Form);
  }

  ASTContext &Context;
  EntityTypes &Types;
  llvm::ArrayRef<ParmVarDecl *> Parameters; ///< of the function that is compared
  bool EndsOpen = false;                    ///< it takes any number of further arguments
};

/// The header of \p Function if the profile \p P, which names headers, means others only: a unit
/// that includes no more than this one would not be parsed.
std::string headerBeyond(const Profile &P, const FunctionDecl &Function) {
  const SourceManager &Sources = Function.getASTContext().getSourceManager();
  const SourceLocation At = Sources.getExpansionLoc(Function.getLocation());
  const llvm::StringRef Header = Sources.getFilename(At);
  const bool Meant =
      P.Headers.empty() || Sources.isInMainFile(At) ||
      llvm::any_of(P.Headers, [&](const std::string &H) { return matchesHeader(Header, H); });
  return Meant ? "" : Header.str();
}

} // namespace

std::vector<std::string> drift(const Profile &P, ASTContext &Context,
                               const MacroQuestion &DefinedMacro,
                               std::span<const Profile> Libraries) {
  std::vector<const Profile *> Pointers{&P};
  for (const Profile &Library : Libraries)
    Pointers.push_back(&Library);
  EntityTypes Types(Pointers, Context);
  SignatureCheck Check(Context, Types);

  std::vector<std::string> Result;
  auto Report = [&](const SourcePoint &At, const std::string &Name, const std::string &Why) {
    Result.push_back(At.File + ":" + std::to_string(At.Line) + ": '" + Name + "' " + Why);
  };
  for (const auto *Classes : {&P.EntityBases, &P.EntityWrappers})
    for (const std::string &Name : *Classes)
      if (lookUp(Context, Name).empty() &&
          llvm::none_of(P.Roles, [&](const Role &R) { return R.When.Declares == Name; }))
        Report(P.DefinedAt, Name, "is not declared");

  for (const Role &R : P.Roles) {
    if (!holds(R.When, Context, DefinedMacro))
      continue;
    if (!R.Pattern.Traits.isEmpty())
      for (const std::string *Name : {&R.Pattern.Traits.Class, &R.Pattern.Traits.Is})
        if (lookUp(Context, *Name).empty())
          Report(R.DefinedAt, *Name, "is not declared");
    for (const std::string &Name : R.Pattern.Names) {
      if (llvm::StringRef(Name).starts_with("<entity>"))
        continue;
      std::vector<const NamedDecl *> Found = lookUp(Context, Name);
      std::vector<std::string> Reasons;
      std::set<std::string> Beyond;
      bool Agrees = false;
      for (const NamedDecl *D : Found) {
        const auto *Function = dyn_cast<FunctionDecl>(D);
        std::string Why = Function ? Check.misfit(*Function, R) : std::string();
        Agrees |= Why.empty();
        if (!Why.empty() && !llvm::is_contained(Reasons, Why))
          Reasons.push_back(Why);
        if (std::string Header; Function && Why.empty() && Function->isFirstDecl() &&
                                !(Header = headerBeyond(P, *Function)).empty())
          Beyond.insert(Header);
      }
      if (!Agrees)
        Report(R.DefinedAt, Name,
               Found.empty() ? "is not declared"
                             : "is declared otherwise: " + llvm::join(Reasons, ", or "));
      for (const std::string &Header : Beyond)
        Report(R.DefinedAt, Name, "is declared in " + Header + ", which 'headers' does not name");
    }
  }
  return Result;
}

} // namespace nplus1
