#include "compdb/Normalize.h"

#include "compdb/FlagTable.h"
#include "compdb/ResourceDirectory.h"
#include "support/RegularFiles.h"

#include "clang/Driver/Options.h"
#include "clang/Driver/Types.h"
#include "clang/Tooling/Tooling.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Option/ArgList.h"
#include "llvm/Option/OptTable.h"
#include "llvm/Support/CommandLine.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/Program.h"
#include "llvm/Support/TargetSelect.h"

#include <mutex>

using namespace llvm;
namespace options = clang::driver::options;

namespace nplus1 {
namespace {

using Words = std::vector<std::string>;

/// Response files hold flags; a larger one is not one.
constexpr uint64_t MaxResponseFile = uint64_t(16) << 20;

class Normalizer {
public:
  Normalizer(Words Arguments, CompileUnit &Unit) : Arguments(std::move(Arguments)), Unit(Unit) {}

  void run(const Words &ExtraArguments) {
    stripLaunchers();
    Msvc = isMsvcStyle(Arguments.front());
    expandResponseFiles();
    applySpellings();
    clang::tooling::addTargetAndModeForProgramName(Arguments, Arguments.front());
    Msvc = Msvc || is_contained(Arguments, "--driver-mode=cl");
    Arguments.insert(Arguments.end(), ExtraArguments.begin(), ExtraArguments.end());
    applyOptionTable();
    locateCompiler();
    finish();
  }

private:
  Words Arguments;
  CompileUnit &Unit;
  bool Msvc = false;

  /// The name of a program without folder and extension, also of "C:\…\cl.exe".
  static StringRef programName(StringRef Path) {
    StringRef Name = sys::path::filename(Path, sys::path::Style::windows);
    return Name.ends_with_insensitive(".exe") ? Name.drop_back(4) : Name;
  }

  static bool isMsvcStyle(StringRef Compiler) {
    StringRef Name = programName(Compiler);
    return Name.equals_insensitive("cl") || Name.equals_insensitive("clang-cl") ||
           Name.equals_insensitive("icx-cl");
  }

  void note(FlagDecision::What Did, StringRef Flag, StringRef Why, StringRef To = "") {
    Unit.Decisions.push_back({Did, Flag.str(), To.str(), Why.str()});
  }

  void stripLaunchers() {
    while (const LauncherRule *Rule = FlagTable::get().launcher(programName(Arguments.front()))) {
      auto Compiler = Arguments.begin() + 1;
      if (!Rule->Until.empty()) {
        Compiler = std::find(Compiler, Arguments.end(), Rule->Until);
        Compiler += Compiler != Arguments.end();
      }
      while (Compiler != Arguments.end() &&
             ((Rule->Options && StringRef(*Compiler).starts_with("-")) ||
              (Rule->Assignments && StringRef(*Compiler).contains('='))))
        ++Compiler;
      // "distcc -c a.cpp": the launcher's name stands for the compiler.
      if (Compiler == Arguments.end() || StringRef(*Compiler).starts_with("-")) {
        Arguments.front() = "c++";
        return;
      }
      note(FlagDecision::What::Launcher, join(Arguments.begin(), Compiler, " "),
           "stands in front of the compiler");
      Arguments.erase(Arguments.begin(), Compiler);
    }
  }

  void expandResponseFiles() {
    BumpPtrAllocator Allocator;
    auto Files = regularFilesOnly(vfs::createPhysicalFileSystem(), MaxResponseFile);
    SmallVector<const char *, 64> Expanded;
    for (const std::string &Word : Arguments)
      Expanded.push_back(Word.c_str());
    cl::ExpansionContext Context(Allocator, Msvc ? cl::TokenizeWindowsCommandLine
                                                 : cl::TokenizeGNUCommandLine);
    // What cannot be expanded stays as it is and is dropped below.
    consumeError(
        Context.setCurrentDir(Unit.Directory).setVFS(Files.get()).expandResponseFiles(Expanded));
    Arguments = Words(Expanded.begin(), Expanded.end());
    if (Arguments.empty() || StringRef(Arguments.front()).starts_with("@"))
      Arguments.insert(Arguments.begin(), "c++"); // some compiler was meant
    erase_if(Arguments, [&](const std::string &Word) {
      bool Unread = StringRef(Word).starts_with("@");
      if (Unread)
        note(FlagDecision::What::Unknown, Word, "the response file cannot be read");
      return Unread;
    });
  }

  void applySpellings() {
    Words Kept = {Arguments.front()};
    for (size_t I = 1; I < Arguments.size(); ++I) {
      const FlagRule *Rule = FlagTable::get().bySpelling(Arguments[I], Msvc);
      if (!Rule) {
        Kept.push_back(Arguments[I]);
        continue;
      }
      size_t End = std::min(I + 1 + Rule->Values, Arguments.size());
      apply(*Rule, join(Arguments.begin() + I, Arguments.begin() + End, " "));
      Kept.insert(Kept.end(), Rule->To.begin(), Rule->To.end());
      I = End - 1;
    }
    Arguments = std::move(Kept);
  }

  void apply(const FlagRule &Rule, StringRef Written) {
    if (Rule.To.empty())
      note(FlagDecision::What::Dropped, Written, Rule.Why);
    else
      note(FlagDecision::What::Translated, Written, Rule.Why, join(Rule.To, " "));
  }

  /// Goes through the flags as Clang reads them. Inputs are left out: the file
  /// is named once, at the end.
  void applyOptionTable() {
    SmallVector<const char *, 64> Raw;
    for (const std::string &Word : drop_begin(Arguments))
      Raw.push_back(Word.c_str());
    unsigned MissingIndex = 0, MissingCount = 0;
    opt::Visibility Mode(Msvc ? options::CLOption : options::ClangOption);
    opt::InputArgList Parsed =
        clang::driver::getDriverOptTable().ParseArgs(Raw, MissingIndex, MissingCount, Mode);

    Words Kept = {Arguments.front()};
    // An argument's words run up to the next argument's first word.
    SmallVector<const opt::Arg *, 64> Args(Parsed.begin(), Parsed.end());
    for (size_t I = 0; I < Args.size(); ++I) {
      const opt::Arg &Arg = *Args[I];
      size_t Begin = Arg.getIndex();
      size_t End = I + 1 < Args.size() ? Args[I + 1]->getIndex() : Raw.size() - MissingCount;
      std::string Written = join(Raw.begin() + Begin, Raw.begin() + std::max(Begin, End), " ");
      if (Arg.getOption().matches(options::OPT_INPUT) ||
          Arg.getOption().matches(options::OPT__DASH_DASH))
        continue;
      if (Arg.getOption().matches(options::OPT_UNKNOWN)) {
        note(FlagDecision::What::Unknown, Written, "clang does not know it");
        continue;
      }
      StringRef Name = Arg.getOption().getUnaliasedOption().getPrefixedName();
      StringRef Value = Arg.getNumValues() ? Arg.getValue() : "";
      if (const FlagRule *Rule = FlagTable::get().byClangName(Name, Value)) {
        apply(*Rule, Written);
        Kept.insert(Kept.end(), Rule->To.begin(), Rule->To.end());
        continue;
      }
      Kept.insert(Kept.end(), Raw.begin() + Begin, Raw.begin() + End);
    }
    Arguments = std::move(Kept);
  }

  /// Clang finds libc++ and other headers from where the compiler is.
  void locateCompiler() {
    std::string &Compiler = Arguments.front();
    if (sys::path::has_parent_path(Compiler)) {
      SmallString<128> Absolute(Compiler);
      sys::fs::make_absolute(Unit.Directory, Absolute);
      Compiler = Absolute.str().str();
    } else if (auto Found = sys::findProgramByName(Compiler)) {
      Compiler = *Found;
    }
  }

  void finish() {
    Words Ours = {"--no-default-config", "-w"};
    if (!resourceDirectory().empty())
      Ours.push_back("-resource-dir=" + resourceDirectory());
    Arguments.insert(Arguments.begin() + 1, Ours.begin(), Ours.end());
    Arguments.insert(Arguments.end(), {"--", Unit.File});
    Unit.Arguments = std::move(Arguments);
  }
};

} // namespace

CompileUnit normalizeCommand(Words Arguments, StringRef Directory, StringRef File,
                             const Words &ExtraArguments) {
  // Names such as "arm-none-eabi-g++" are resolved among LLVM's targets.
  static std::once_flag TargetsKnown;
  std::call_once(TargetsKnown, [] { InitializeAllTargetInfos(); });

  CompileUnit Unit;
  Unit.File = File.str();
  Unit.Directory = Directory.str();
  Normalizer(std::move(Arguments), Unit).run(ExtraArguments);
  return Unit;
}

} // namespace nplus1
