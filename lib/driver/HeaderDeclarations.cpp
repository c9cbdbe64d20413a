#include "driver/HeaderDeclarations.h"

#include "clang/AST/RecursiveASTVisitor.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Index/USRGeneration.h"
#include "llvm/ADT/SmallPtrSet.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/Support/Path.h"

using namespace clang;

namespace nplus1 {
namespace {

class Collector : public RecursiveASTVisitor<Collector> {
public:
  explicit Collector(ASTContext &Ast) : Sources(Ast.getSourceManager()) {}

  /// Callers name an instance. If its template has its body in a header, they have it, too.
  bool shouldVisitTemplateInstantiations() const { return true; }

  bool VisitFunctionDecl(FunctionDecl *Function) {
    if (Function->isTemplateInstantiation() && !isMainFile(fileOf(*Function)))
      return true;
    const bool Defined = Function->doesThisDeclarationHaveABody();
    const bool Called =
        Function->isCanonicalDecl() && !Function->isDefined() && Function->isReferenced();
    if (Called || Defined)
      add(*Function, Defined);
    if (const auto *Method = dyn_cast<CXXMethodDecl>(Function); Method && Defined)
      addOverridden(*Method);
    return true;
  }

  /// Bodies declare nothing that others could call.
  bool TraverseStmt(Stmt *) { return true; }

  std::vector<HeaderDeclaration> Result;

private:
  const SourceManager &Sources;
  llvm::SmallPtrSet<const FunctionDecl *, 16> Overridden; ///< those that are added

  FileID fileOf(const FunctionDecl &Function) const {
    return Sources.getFileID(Sources.getExpansionLoc(Function.getLocation()));
  }

  /// Not SourceManager::isInMainFile, which asks for a file that nothing includes: a parse that
  /// goes on for a unit (PrefixServer) includes it.
  bool isMainFile(FileID File) const { return File == Sources.getMainFileID(); }

  void add(const FunctionDecl &Function, bool Defined) {
    if (!Function.hasExternalFormalLinkage())
      return;
    HeaderDeclaration Found;
    for (const auto &Header : headersOf(Function))
      Found.Headers.push_back(Header.getKey().str());
    llvm::SmallString<128> Usr;
    Found.Member = isa<CXXMethodDecl>(Function);
    // Other units can declare a function themselves, but no method and no main().
    if ((Defined && Found.Headers.empty() && (Found.Member || Function.isMain())) ||
        index::generateUSRForDecl(Function.getCanonicalDecl(), Usr))
      return;
    Found.Usr = Usr.str().str();
    Found.Name = nameOf(Function);
    Found.Defined = Defined;
    Found.Virtual = isVirtual(Function);
    llvm::sort(Found.Headers);
    Result.push_back(std::move(Found));
  }

  void addOverridden(const CXXMethodDecl &Method) {
    for (const CXXMethodDecl *Base : Method.overridden_methods())
      if (Overridden.insert(Base->getCanonicalDecl()).second) {
        add(*Base, /*Defined=*/false);
        addOverridden(*Base);
      }
  }

  static bool isVirtual(const FunctionDecl &Function) {
    const auto *Method = dyn_cast<CXXMethodDecl>(&Function);
    return Method && Method->isVirtual();
  }

  static std::string nameOf(const FunctionDecl &Function) {
    const auto *Around = dyn_cast<NamedDecl>(Function.getDeclContext());
    std::string Name = Around ? Around->getNameAsString() : std::string();
    return Name + (Name.empty() ? "" : "::") + Function.getNameAsString();
  }

  llvm::StringSet<> headersOf(const FunctionDecl &Function) const {
    llvm::StringSet<> Headers;
    addHeaders(Function, Headers);
    if (const FunctionDecl *Template = Function.getTemplateInstantiationPattern())
      addHeaders(*Template, Headers);
    return Headers;
  }

  void addHeaders(const FunctionDecl &Function, llvm::StringSet<> &Headers) const {
    for (const FunctionDecl *Declaration : Function.redecls()) {
      FileID File = fileOf(*Declaration);
      auto Entry = Sources.getFileEntryRefForID(File);
      if (!Entry || isMainFile(File))
        continue;
      llvm::SmallString<128> Path(Entry->getName());
      Sources.getFileManager().makeAbsolutePath(Path);
      llvm::sys::path::remove_dots(Path);
      Headers.insert(Path);
    }
  }
};

} // namespace

std::vector<HeaderDeclaration> headerDeclarations(ASTContext &Ast) {
  Collector Found(Ast);
  Found.TraverseAST(Ast);
  return std::move(Found.Result);
}

} // namespace nplus1
