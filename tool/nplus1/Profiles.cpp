#include "Commands.h"

#include "orm/ProfileLoader.h"
#include "support/EmbeddedFile.h"
#include "support/NearestName.h"

#include "llvm/Support/Format.h"
#include "llvm/Support/raw_ostream.h"

namespace nplus1 {
std::span<const EmbeddedFile> builtinProfileFiles(); // generated from lib/orm/profiles
}

namespace nplus1::cli {

static void addList(CLI::App &Profiles, int &Status) {
  auto *Command = Profiles.add_subcommand("list", "List the built-in profiles");
  Command->callback([&Status] {
    for (const Profile &P : builtinProfiles())
      llvm::outs() << llvm::left_justify(P.Name, 20) << ' ' << llvm::left_justify(P.Title, 24)
                   << ' ' << P.Versions << '\n';
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

void addProfiles(CLI::App &App, int &Status) {
  auto *Command = App.add_subcommand("profiles", "What is known of each ORM");
  Command->require_subcommand(1);
  addList(*Command, Status);
  addShow(*Command, Status);
  addValidate(*Command, Status);
}

} // namespace nplus1::cli
