#include "lsp/Folder.h"

#include "config/ConfigFile.h"
#include "driver/ResultsKey.h"

#include "llvm/ADT/SmallString.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

namespace nplus1::lsp {

llvm::Expected<std::unique_ptr<OpenedFolder>> openFolder(const ServerSettings &Settings,
                                                         const std::string &Folder) {
  if (std::error_code Error = llvm::sys::fs::set_current_path(Folder))
    return llvm::createStringError(Folder + ": cannot be entered: " + Error.message());
  auto Of = openTriaged(Settings.Project, Settings.Triaged);
  if (!Of)
    return Of.takeError();
  auto Result = std::make_unique<OpenedFolder>(std::move(*Of), Settings.Phase1);
  std::string Key = Settings.NoCache ? "" : resultsKey(Result->Of.Opened.Profiles);
  if (!Key.empty()) {
    auto Results = Cache::open(Settings.CacheFolder);
    if (Results) {
      Result->Results = std::move(*Results);
      Result->Phase1.Results = &*Result->Results;
      Result->Phase1.ResultsKey = std::move(Key);
    } else {
      // Indexing takes longer; nothing else is lost.
      llvm::consumeError(Results.takeError());
    }
  }
  return Result;
}

std::vector<std::string> OpenedFolder::watched() const {
  std::vector<std::string> Files = Of.Triaged.settings().Files;
  llvm::SmallString<128> Path(Of.Opened.Commands.path());
  if (llvm::sys::fs::is_directory(Path))
    llvm::sys::path::append(Path, "compile_commands.json");
  Files.push_back(Path.str().str());
  for (const Profile &P : Of.Opened.Profiles)
    Files.push_back(P.DefinedAt.File);
  Files.push_back((llvm::Twine(Of.Opened.WorkingDirectory) + "/" + ConfigFileName).str());
  Files.push_back((llvm::Twine(Of.Opened.Root) + "/" + ConfigFileName).str());
  std::vector<std::string> Absolute;
  for (const std::string &File : Files) {
    llvm::SmallString<128> Full(File);
    // Built-in profiles are in no file.
    if (File.empty() || llvm::sys::fs::make_absolute(Full))
      continue;
    Absolute.push_back(Full.str().str());
  }
  llvm::sort(Absolute);
  Absolute.erase(std::unique(Absolute.begin(), Absolute.end()), Absolute.end());
  return Absolute;
}

} // namespace nplus1::lsp
