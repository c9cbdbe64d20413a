// Checks built-in profiles against real checkouts of their ORMs; test/realworld/profiles runs it.
//
//   profile_drift NAME=FOLDER[,FOLDER...] ... [-- CLANG ARGUMENTS]
//
// Each folder is an include path. Every header that the profile names and that is found there is
// included, and each declaration that the profile mentions has to exist with the signature that
// its role relies on. Headers that the machine lacks are reported, but do not stop the check: what
// can be parsed is compared.
#include "compdb/ResourceDirectory.h"
#include "orm/MacroValues.h"
#include "orm/ProfileDrift.h"
#include "orm/ProfileLoader.h"

#include "clang/Basic/Diagnostic.h"
#include "clang/Frontend/ASTUnit.h"
#include "clang/Frontend/TextDiagnosticBuffer.h"
#include "clang/Tooling/Tooling.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/raw_ostream.h"

using namespace nplus1;

namespace {

/// "#include" lines for the profile's headers below \p Folders. Headers behind a
/// wildcard may not stand alone, so they are taken only where no header is named.
std::string includes(const Profile &P, llvm::ArrayRef<llvm::StringRef> Folders) {
  std::string Text, Wildcard;
  for (llvm::StringRef Folder : Folders)
    for (const std::string &Header : P.Headers) {
      bool Many = llvm::StringRef(Header).contains('*');
      llvm::SmallString<128> Path(Folder);
      llvm::sys::path::append(Path, Many ? llvm::sys::path::parent_path(Header).str() : Header);
      if (!llvm::sys::fs::exists(Path))
        continue;
      if (!Many) {
        Text += "#include <" + Header + ">\n";
        continue;
      }
      std::vector<std::string> Files;
      std::error_code Error;
      for (llvm::sys::fs::directory_iterator It(Path, Error), End; It != End && !Error;
           It.increment(Error))
        if (llvm::sys::path::extension(It->path()) == llvm::sys::path::extension(Header))
          Files.push_back(It->path());
      llvm::sort(Files);
      for (const std::string &File : Files)
        Wildcard += "#include \"" + File + "\"\n";
    }
  return Text.empty() ? Wildcard : Text;
}

/// How many declarations are missing or different; prints them.
size_t check(const Profile &P, llvm::ArrayRef<llvm::StringRef> Folders,
             llvm::ArrayRef<std::string> Extra) {
  std::vector<std::string> Arguments = {"-std=c++20", "-w", "-ferror-limit=0",
                                        "-resource-dir=" + resourceDirectory()};
  for (llvm::StringRef Folder : Folders)
    Arguments.push_back("-I" + Folder.str());
  Arguments.insert(Arguments.end(), Extra.begin(), Extra.end());
  clang::TextDiagnosticBuffer Diagnostics;
  auto Unit = clang::tooling::buildASTFromCodeWithArgs(
      includes(P, Folders), Arguments, "drift.cpp", "profile_drift",
      std::make_shared<clang::PCHContainerOperations>(),
      clang::tooling::getClangStripDependencyFileAdjuster(), clang::tooling::FileContentMappings(),
      &Diagnostics);
  size_t Errors = std::distance(Diagnostics.err_begin(), Diagnostics.err_end());
  std::vector<std::string> Missing =
      Unit
          ? drift(P, Unit->getASTContext(), macroValues(Unit->getPreprocessor()), builtinProfiles())
          : std::vector<std::string>{"not parsed"};
  llvm::outs() << P.Name << ": " << Missing.size() << " missing or different, " << Errors
               << " errors while parsing\n";
  for (const std::string &Line : Missing)
    llvm::outs() << "  " << Line << "\n";
  if (Errors)
    llvm::outs() << "  first error: " << Diagnostics.err_begin()->second << "\n";
  return Missing.size();
}

} // namespace

int main(int Count, const char **Words) {
  std::vector<std::string> Extra;
  std::vector<llvm::StringRef> Wanted;
  for (int I = 1; I < Count; ++I) {
    if (llvm::StringRef(Words[I]) == "--") {
      Extra.assign(Words + I + 1, Words + Count);
      break;
    }
    Wanted.push_back(Words[I]);
  }
  if (Wanted.empty()) {
    llvm::errs() << "usage: profiles NAME=FOLDER[,FOLDER...] ... [-- CLANG ARGUMENTS]\n";
    return 2;
  }
  size_t Missing = 0;
  for (llvm::StringRef Word : Wanted) {
    auto [Name, List] = Word.split('=');
    auto P = llvm::find_if(builtinProfiles(), [&](const Profile &B) { return B.Name == Name; });
    if (P == builtinProfiles().end() || List.empty()) {
      llvm::errs() << "profiles: '" << Word << "' is not PROFILE=FOLDER with a built-in profile\n";
      return 2;
    }
    llvm::SmallVector<llvm::StringRef> Folders;
    List.split(Folders, ',');
    for (llvm::StringRef Folder : Folders)
      if (!llvm::sys::fs::is_directory(Folder)) {
        llvm::errs() << "profiles: '" << Folder << "' is not a folder\n";
        return 2;
      }
    Missing += check(*P, Folders, Extra);
  }
  return Missing ? 1 : 0;
}
