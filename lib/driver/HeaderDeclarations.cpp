#include "driver/HeaderDeclarations.h"

#include "clang/AST/RecursiveASTVisitor.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Index/USRGeneration.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/Support/Path.h"

using namespace clang;

namespace nplus1 {
namespace {

class Collector : public RecursiveASTVisitor<Collector> {
public:
  explicit Collector(ASTContext &Ast) : Sources(Ast.getSourceManager()) {}

  bool VisitFunctionDecl(FunctionDecl *Function) {
    const bool Defined = Function->doesThisDeclarationHaveABody();
    const bool Called =
        Function->isCanonicalDecl() && !Function->isDefined() && Function->isReferenced();
    if ((!Defined && !Called) || !Function->hasExternalFormalLinkage())
      return true;
    llvm::StringSet<> Headers;
    addHeaders(*Function, Headers);
    llvm::SmallString<128> Usr;
    if ((Called || !Headers.empty()) &&
        !index::generateUSRForDecl(Function->getCanonicalDecl(), Usr)) {
      HeaderDeclaration Found;
      Found.Usr = Usr.str().str();
      if (Called)
        Found.Name = nameOf(*Function);
      Found.Virtual = isVirtual(*Function);
      for (const auto &Header : Headers)
        Found.Headers.push_back(Header.getKey().str());
      llvm::sort(Found.Headers);
      Result.push_back(std::move(Found));
    }
    return true;
  }

  /// Bodies declare nothing that others could call.
  bool TraverseStmt(Stmt *) { return true; }

  std::vector<HeaderDeclaration> Result;

private:
  const SourceManager &Sources;

  static bool isVirtual(const FunctionDecl &Function) {
    const auto *Method = dyn_cast<CXXMethodDecl>(&Function);
    return Method && Method->isVirtual();
  }

  static std::string nameOf(const FunctionDecl &Function) {
    const auto *Around = dyn_cast<NamedDecl>(Function.getDeclContext());
    std::string Name = Around ? Around->getNameAsString() : std::string();
    return Name + (Name.empty() ? "" : "::") + Function.getNameAsString();
  }

  void addHeaders(const FunctionDecl &Function, llvm::StringSet<> &Headers) {
    for (const FunctionDecl *Declaration : Function.redecls()) {
      FileID File = Sources.getFileID(Sources.getExpansionLoc(Declaration->getLocation()));
      auto Entry = Sources.getFileEntryRefForID(File);
      if (!Entry || File == Sources.getMainFileID())
        continue;
      llvm::SmallString<128> Path(Entry->getName());
      Sources.getFileManager().makeAbsolutePath(Path);
      llvm::sys::path::remove_dots(Path);
      Headers.insert(Path);
    }
    if (const auto *Method = dyn_cast<CXXMethodDecl>(&Function))
      for (const CXXMethodDecl *Base : Method->overridden_methods())
        addHeaders(*Base, Headers);
  }
};

} // namespace

std::vector<HeaderDeclaration> headerDeclarations(ASTContext &Ast) {
  Collector Found(Ast);
  Found.TraverseAST(Ast);
  return std::move(Found.Result);
}

} // namespace nplus1
