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
    if (!Function->doesThisDeclarationHaveABody() || !Function->hasExternalFormalLinkage())
      return true;
    llvm::StringSet<> Headers;
    addHeaders(*Function, Headers);
    llvm::SmallString<128> Usr;
    if (!Headers.empty() && !index::generateUSRForDecl(Function->getCanonicalDecl(), Usr)) {
      HeaderDeclaration Found{Usr.str().str(), {}};
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
