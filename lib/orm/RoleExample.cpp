#include "orm/RoleExample.h"

#include "compdb/ResourceDirectory.h"
#include "orm/MacroValues.h"
#include "orm/ProfileTables.h"
#include "support/LocatedJson.h"

#include "clang/AST/RecursiveASTVisitor.h"
#include "clang/Frontend/ASTUnit.h"
#include "clang/Frontend/TextDiagnosticBuffer.h"
#include "clang/Tooling/Tooling.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"

#include <map>

using namespace clang;

namespace nplus1 {
namespace {

/// Collects the calls of the main file.
class CallCollector : public RecursiveASTVisitor<CallCollector> {
public:
  CallCollector(ASTContext &Context, const RoleIndex &Index) : Context(Context), Index(Index) {}

  std::multimap<unsigned, ExampleCall> ByLine; ///< of one line in the order of the AST

  bool shouldVisitTemplateInstantiations() const { return true; }

  bool VisitCallExpr(CallExpr *Call) {
    add(Call->getDirectCallee(), Call->getExprLoc());
    return true;
  }
  bool VisitCXXConstructExpr(CXXConstructExpr *Construct) {
    add(Construct->getConstructor(), Construct->getExprLoc());
    return true;
  }
  bool VisitCXXForRangeStmt(CXXForRangeStmt *Loop) {
    for (const DeclStmt *Implicit : {Loop->getBeginStmt(), Loop->getEndStmt()})
      if (Implicit)
        if (const auto *Iterator = dyn_cast<VarDecl>(Implicit->getSingleDecl()))
          if (const auto *Call = dyn_cast_or_null<CallExpr>(
                  Iterator->getInit() ? Iterator->getInit()->IgnoreImplicit() : nullptr))
            add(Call->getDirectCallee(), Loop->getForLoc());
    if (const auto *Call =
            dyn_cast_or_null<CallExpr>(Loop->getLoopVariable()->getInit()
                                           ? Loop->getLoopVariable()->getInit()->IgnoreImplicit()
                                           : nullptr))
      add(Call->getDirectCallee(), Loop->getForLoc());
    return true;
  }

private:
  void add(const FunctionDecl *Callee, SourceLocation At) {
    const SourceManager &Sources = Context.getSourceManager();
    At = Sources.getExpansionLoc(At);
    if (!Callee || !Sources.isInMainFile(At))
      return;
    unsigned Line = Sources.getExpansionLineNumber(At);
    ByLine.insert({Line, {Line, Callee->getQualifiedNameAsString(), Index.roleOf(*Callee)}});
  }

  ASTContext &Context;
  const RoleIndex &Index;
};

bool isQuiet(llvm::StringRef Word) {
  static const llvm::StringRef Quiet[] = {"free",    "key",   "forward", "element",
                                          "builder", "store", "lookup",  "pure"};
  return llvm::is_contained(Quiet, Word);
}

using Words = std::vector<std::string>;

std::map<unsigned, Words> expectedRoles(llvm::StringRef Text) {
  std::map<unsigned, Words> Result;
  unsigned Line = 0;
  while (!Text.empty()) {
    llvm::StringRef Current;
    std::tie(Current, Text) = Text.split('\n');
    ++Line;
    auto [Code, Comment] = Current.split("// expect:");
    llvm::SmallVector<llvm::StringRef> Parts;
    Comment.split(Parts, ' ', -1, /*KeepEmpty=*/false);
    for (llvm::StringRef Part : Parts)
      Result[Line].push_back(Part.trim(",\r").str());
  }
  return Result;
}

std::string listed(const Words &List) { return List.empty() ? "none" : llvm::join(List, " "); }

void compare(llvm::StringRef Text, const std::string &Name, ExampleResult &Result) {
  std::map<unsigned, Words> Expected = expectedRoles(Text), Found;
  for (const ExampleCall &Call : Result.Calls)
    Found[Call.Line].push_back(roleName(Call.Match.What->Kind).str());
  for (const auto &Entry : Expected)
    Found[Entry.first];
  for (auto &[Line, Roles] : Found) {
    Words &Wanted = Expected[Line];
    // An expression in a template is seen once in each instantiation.
    auto Normalize = [](Words &List) {
      llvm::sort(List);
      List.erase(std::unique(List.begin(), List.end()), List.end());
    };
    llvm::erase_if(Roles, [&](const std::string &Word) {
      return isQuiet(Word) && !llvm::is_contained(Wanted, Word);
    });
    Normalize(Roles);
    Normalize(Wanted);
    if (Roles != Wanted)
      Result.Problems.push_back(Name + ":" + std::to_string(Line) + ": expected " + listed(Wanted) +
                                ", found " + listed(Roles));
  }
}

} // namespace

ParsedExample::ParsedExample(llvm::StringRef Text, std::string Name, std::unique_ptr<ASTUnit> Unit)
    : Text(Text), Name(std::move(Name)), Unit(std::move(Unit)) {}
ParsedExample::ParsedExample(ParsedExample &&) = default;
ParsedExample::~ParsedExample() = default;

llvm::Expected<ParsedExample> ParsedExample::parse(llvm::StringRef Text, const std::string &Name,
                                                   const std::vector<std::string> &Arguments) {
  std::vector<std::string> All = {"-std=c++20", "-w",
                                  "-I" + llvm::sys::path::parent_path(Name).str()};
  if (!resourceDirectory().empty())
    All.push_back("-resource-dir=" + resourceDirectory());
  All.insert(All.end(), Arguments.begin(), Arguments.end());
  TextDiagnosticBuffer Diagnostics;
  std::unique_ptr<ASTUnit> Unit = tooling::buildASTFromCodeWithArgs(
      Text, All, Name, "nplus1", std::make_shared<PCHContainerOperations>(),
      tooling::getClangStripDependencyFileAdjuster(), tooling::FileContentMappings(), &Diagnostics);
  if (!Unit || Diagnostics.err_begin() != Diagnostics.err_end()) {
    std::string First = Diagnostics.err_begin() == Diagnostics.err_end()
                            ? "it could not be parsed"
                            : Diagnostics.err_begin()->second;
    return locatedError({Name}, "does not compile: " + First);
  }
  return ParsedExample(Text, Name, std::move(Unit));
}

ExampleResult ParsedExample::judge(std::span<const Profile> Profiles) const {
  ASTContext &Context = Unit->getASTContext();
  RoleIndex Index(Profiles, Context, macroValues(Unit->getPreprocessor()));
  CallCollector Collector(Context, Index);
  Collector.TraverseAST(Context);
  ExampleResult Result;
  for (auto &[Line, Call] : Collector.ByLine)
    (Call.Match ? Result.Calls : Result.Quiet).push_back(std::move(Call));
  for (const Profile &P : Profiles)
    if (!Index.holds(P.When))
      Result.Inactive.push_back(&P);
  compare(Text, Name, Result);
  return Result;
}

llvm::Expected<ExampleResult> runExampleText(llvm::StringRef Text, const std::string &Name,
                                             std::span<const Profile> Profiles,
                                             const std::vector<std::string> &Arguments) {
  auto Example = ParsedExample::parse(Text, Name, Arguments);
  if (!Example)
    return Example.takeError();
  return Example->judge(Profiles);
}

llvm::Expected<ExampleResult> runExample(const std::string &File, std::span<const Profile> Profiles,
                                         const std::vector<std::string> &Arguments) {
  auto Buffer = llvm::MemoryBuffer::getFile(File, /*IsText=*/true);
  if (!Buffer)
    return locatedError({File}, "cannot read it: " + Buffer.getError().message());
  return runExampleText((*Buffer)->getBuffer(), File, Profiles, Arguments);
}

} // namespace nplus1
