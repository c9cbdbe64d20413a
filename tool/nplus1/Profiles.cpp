#include "Commands.h"
#include "RunOptions.h"

#include "orm/ProfileDescription.h"
#include "orm/ProfileLoader.h"
#include "support/EmbeddedFile.h"
#include "support/LocatedJson.h"
#include "support/NearestName.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Format.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/raw_ostream.h"

namespace nplus1 {
std::span<const EmbeddedFile> builtinProfileFiles(); // generated from lib/orm/profiles
}

namespace nplus1::cli {

static void addList(CLI::App &Profiles, int &Status) {
  auto *Command = Profiles.add_subcommand(
      "list", "List the built-in profiles: name, ORM, shapes of its fixes, versions");
  Command->callback([&Status] {
    for (const Profile &P : builtinProfiles()) {
      const std::vector<std::string> Shapes = fixShapes(P);
      llvm::outs() << llvm::left_justify(P.Name, 19) << llvm::left_justify(P.Title, 27)
                   << llvm::left_justify(Shapes.empty() ? "-" : llvm::join(Shapes, ", "), 37)
                   << P.Versions << '\n';
    }
    Status = Clean;
  });
}

static void addShow(CLI::App &Profiles, int &Status) {
  auto *Command =
      Profiles.add_subcommand("show", "Print a built-in profile, as a start for one's own");
  auto Name = std::make_shared<std::string>();
  Command->add_option("profile", *Name, "The profile's name")->required();
  Command->callback([&Status, Name] {
    std::vector<llvm::StringRef> Known;
    for (const EmbeddedFile &File : builtinProfileFiles()) {
      if (File.Name == *Name) {
        llvm::outs() << File.Text;
        Status = Clean;
        return;
      }
      Known.push_back(File.Name);
    }
    Status = refuse("unknown profile '" + *Name + "'" + suggestion(*Name, Known));
  });
}

static void addValidate(CLI::App &Profiles, int &Status) {
  auto *Command = Profiles.add_subcommand("validate", "Check profile files");
  auto Files = std::make_shared<std::vector<std::string>>();
  Command->add_option("file", *Files, "Profile files")->required();
  Command->callback([&Status, Files] {
    Status = Clean;
    for (const std::string &File : *Files)
      if (auto P = loadProfile(File))
        llvm::outs() << File << ": profile '" << P->Name << "' is valid\n";
      else
        Status = refuse(P.takeError());
  });
}

namespace {
struct TestOptions {
  std::vector<std::string> Files;
  std::vector<std::string> ExtraArguments;
};
} // namespace

/// Compares one example with its comments; prints the role of every call.
static int testExample(const std::string &File, const TestOptions &Options) {
  std::vector<std::string> Named;
  llvm::SmallString<128> Example(File);
  if (llvm::sys::path::extension(File) == ".json") {
    Named.push_back(File);
    llvm::sys::path::replace_extension(Example, ".cpp");
  }
  auto Profiles = selectProfiles(Named);
  if (!Profiles)
    return refuse(Profiles.takeError());
  if (!Named.empty() && !llvm::sys::fs::exists(Example))
    return refuse(Example.str().str() +
                  ": there is no such file; the example that tests a profile " +
                  "lies beside it and has its name");
  auto Result = runExample(Example.str().str(), *Profiles, Options.ExtraArguments);
  if (!Result)
    return refuse(Result.takeError());
  for (const Profile *P : Result->Inactive)
    if (!Named.empty() && P == &Profiles->front())
      return refuse(locatedError(P->When.DefinedAt,
                                 "the profile is for another version of the ORM than " + Example +
                                     " includes: what 'when' asks for does not hold there"));
  llvm::outs() << describe(*Result) << Example << ": ";
  if (size_t Wrong = Result->Problems.size()) {
    llvm::outs() << Wrong << (Wrong == 1 ? " line is" : " lines are")
                 << " not as the comments say\n";
    return Findings;
  }
  llvm::outs() << Result->Calls.size() << " calls with a role, all as the comments say\n";
  return Clean;
}

static void addTest(CLI::App &Profiles, int &Status) {
  auto *Command = Profiles.add_subcommand(
      "test", "Compare the roles of calls in annotated examples with their comments");
  auto Options = std::make_shared<TestOptions>();
  Command
      ->add_option("file", Options->Files,
                   "Profiles (.json), each with an example of its name (.cpp) beside it; or "
                   "examples for the built-in profiles")
      ->required();
  addExtraArguments(*Command, Options->ExtraArguments);
  Command->callback([&Status, Options] {
    Status = Clean;
    for (const std::string &File : Options->Files)
      Status = std::max(Status, testExample(File, *Options));
  });
}

void addProfiles(CLI::App &App, int &Status) {
  auto *Command = App.add_subcommand("profiles", "What is known of each ORM");
  Command->require_subcommand(1);
  addList(*Command, Status);
  addShow(*Command, Status);
  addValidate(*Command, Status);
  addTest(*Command, Status);
}

} // namespace nplus1::cli
