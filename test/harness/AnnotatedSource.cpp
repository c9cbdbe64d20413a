#include "harness/AnnotatedSource.h"

#include "analysis/ExtractFacts.h"
#include "orm/ProfileLoader.h"

#include "clang/Tooling/Tooling.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/VirtualFileSystem.h"

#include <map>
#include <set>

namespace nplus1::test {

std::string contentsOf(const std::string &Path) {
  auto Buffer = llvm::MemoryBuffer::getFile(Path);
  return Buffer ? (*Buffer)->getBuffer().str() : std::string();
}

namespace {

class FactsAction : public clang::ASTFrontendAction {
public:
  explicit FactsAction(UnitFacts &Out) : Out(Out) {}
  std::unique_ptr<clang::ASTConsumer> CreateASTConsumer(clang::CompilerInstance &Clang,
                                                        llvm::StringRef) override {
    struct Consumer : clang::ASTConsumer {
      Consumer(clang::Preprocessor &Macros, UnitFacts &Out) : Out(Out) {
        recordRelationMacros(Macros, builtinProfiles(), Uses);
      }
      void HandleTranslationUnit(clang::ASTContext &Ast) override {
        RoleIndex Roles(builtinProfiles(), Ast);
        extractFacts(Ast, builtinProfiles(), Roles, Uses, Out);
      }
      std::vector<RelationMacroUse> Uses;
      UnitFacts &Out;
    };
    return std::make_unique<Consumer>(Clang.getPreprocessor(), Out);
  }

private:
  UnitFacts &Out;
};

class ErrorCollector : public clang::DiagnosticConsumer {
public:
  explicit ErrorCollector(std::vector<std::string> &Errors) : Errors(Errors) {}
  void HandleDiagnostic(clang::DiagnosticsEngine::Level Level,
                        const clang::Diagnostic &Info) override {
    if (Level < clang::DiagnosticsEngine::Error)
      return;
    llvm::SmallString<128> Text;
    Info.FormatDiagnostic(Text);
    std::string Where = Info.hasSourceManager()
                            ? Info.getLocation().printToString(Info.getSourceManager()) + ": "
                            : std::string();
    Errors.push_back(Where + Text.str().str());
  }

private:
  std::vector<std::string> &Errors;
};

} // namespace

std::vector<std::string> argumentsFor(const std::string &Orm) {
  std::vector<std::string> Arguments{"-std=c++23", "-fsyntax-only", "-w",
                                     "-fPIC",      "-resource-dir", NPLUS1_RESOURCE_DIR};
  std::string Doubles = std::string(NPLUS1_SOURCE_DIR) + "/test/orm-headers/" + Orm + "/double";
  if (llvm::sys::fs::is_directory(Doubles))
    Arguments.insert(Arguments.end(), {"-isystem", Doubles});
  Arguments.insert(Arguments.end(),
                   {"-isystem", std::string(NPLUS1_SOURCE_DIR) + "/lib/runtime/include"});
  bool IsQDjango = llvm::StringRef(Orm).starts_with("qdjango");
  if (IsQDjango || Orm == "qtsql")
    for (const char *Folder : {"", "/QtCore", "/QtSql"})
      Arguments.insert(Arguments.end(),
                       {"-isystem", "/usr/include/x86_64-linux-gnu/qt5" + std::string(Folder)});
  if (IsQDjango)
    Arguments.insert(Arguments.end(), {"-isystem", "/usr/include/qdjango/db"});
  return Arguments;
}

Analysed analyse(const std::vector<std::string> &Files,
                 const std::map<std::string, std::string> &Instead) {
  auto Edited = llvm::makeIntrusiveRefCnt<llvm::vfs::InMemoryFileSystem>();
  for (const auto &[Path, Text] : Instead)
    Edited->addFile(Path, 0, llvm::MemoryBuffer::getMemBuffer(Text));
  auto Disk =
      llvm::makeIntrusiveRefCnt<llvm::vfs::OverlayFileSystem>(llvm::vfs::getRealFileSystem());
  Disk->pushOverlay(Edited);

  Analysed Out;
  std::vector<UnitFacts> Units;
  const std::vector<Profile> &Profiles = builtinProfiles();
  for (const std::string &File : Files) {
    auto Text = Instead.find(File);
    std::string Code = Text == Instead.end() ? contentsOf(File) : Text->second;
    std::vector<std::string> Arguments;
    for (llvm::StringRef Line : llvm::split(Code, '\n'))
      if (Line.consume_front("// with: "))
        Arguments = argumentsFor(Line.trim().str());
    if (Arguments.empty())
      Arguments = argumentsFor("");
    ErrorCollector Errors(Out.Errors);
    UnitFacts Facts;
    Facts.MainFile = File;
    Arguments.insert(Arguments.begin(), "nplus1-test");
    Arguments.push_back(File);
    auto Manager = llvm::makeIntrusiveRefCnt<clang::FileManager>(clang::FileSystemOptions(), Disk);
    clang::tooling::ToolInvocation Invocation(Arguments, std::make_unique<FactsAction>(Facts),
                                              Manager.get());
    Invocation.setDiagnosticConsumer(&Errors);
    Invocation.run();
    Units.push_back(std::move(Facts));
  }
  Out.Linked = std::make_unique<Program>(std::move(Units), Profiles);
  Out.Result = link(*Out.Linked);
  return Out;
}

std::vector<std::string> differences(const std::vector<std::string> &Files) {
  std::vector<std::string> Out;
  Analysed Seen = analyse(Files);
  for (const std::string &Error : Seen.Errors)
    Out.push_back("does not parse: " + Error);

  using Key = std::pair<std::string, unsigned>;
  std::map<Key, std::multiset<std::string>> Expected, Found;
  for (const std::string &File : Files) {
    std::string Code = contentsOf(File);
    unsigned Line = 0;
    for (llvm::StringRef Text : llvm::split(Code, '\n')) {
      ++Line;
      size_t At = Text.find("// expect: ");
      if (At == llvm::StringRef::npos)
        continue;
      llvm::StringRef Rest = Text.substr(At + strlen("// expect: "));
      for (llvm::StringRef One : llvm::split(Rest, ';'))
        Expected[{File, Line}].insert(One.trim().str());
    }
  }
  for (const LinkedFinding &F : Seen.Result.Findings) {
    std::string Text = F.What.Rule + " ";
    Text += F.What.Path.empty() ? "-" : llvm::join(F.What.Path, ".");
    if (!F.What.Types.empty())
      Text += " {" + llvm::join(F.What.Types, ",") + "}";
    if (F.What.Level != Confidence::Certain)
      Text += F.What.Level == Confidence::Likely ? " [likely]" : " [possible]";
    Found[{F.What.Location.Begin.File, F.What.Location.Begin.Line}].insert(Text);
  }
  auto Lines = [&](const auto &Mine, const auto &Theirs, const char *What) {
    for (const auto &[At, Texts] : Mine)
      for (const std::string &Text : Texts) {
        auto Other = Theirs.find(At);
        size_t Has = Other == Theirs.end() ? 0 : Other->second.count(Text);
        if (Has < Texts.count(Text))
          Out.push_back(llvm::sys::path::filename(At.first).str() + ":" +
                        std::to_string(At.second) + ": " + What + ": " + Text);
      }
  };
  Lines(Expected, Found, "expected but not found");
  Lines(Found, Expected, "found but not expected");
  return Out;
}

} // namespace nplus1::test
