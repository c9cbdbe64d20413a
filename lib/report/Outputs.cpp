#include "report/Outputs.h"

#include "support/NearestName.h"

#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

namespace nplus1 {

namespace fs = llvm::sys::fs;

static llvm::Error sentence(const llvm::Twine &Text) {
  return llvm::createStringError(llvm::inconvertibleErrorCode(), Text);
}

static llvm::Error checkFormat(llvm::StringRef Format) {
  auto Known = reporterNames();
  if (llvm::is_contained(Known, Format))
    return llvm::Error::success();
  return sentence("unknown format '" + Format + "'" + suggestion(Format, Known));
}

llvm::Expected<Output> parseOutput(llvm::StringRef Argument) {
  auto [Format, File] = Argument.split('=');
  if (File.empty())
    return sentence("--output takes FORMAT=FILE, such as json=nplus1.json, not '" + Argument + "'");
  if (auto E = checkFormat(Format))
    return E;
  return Output{Format.str(), File.str()};
}

llvm::Error checkOutputFile(llvm::StringRef File) {
  if (fs::is_directory(File))
    return sentence("cannot write " + File + ": it is a folder; name a file in it");
  llvm::SmallString<256> Folder(llvm::sys::path::parent_path(File));
  if (Folder.empty())
    Folder = ".";
  if (!fs::is_directory(Folder))
    return sentence("cannot write " + File + ": there is no folder " + Folder + "; create it");
  // A device is written in place; anything else is replaced, which takes rights
  // on the folder.
  bool Special = fs::exists(File) && !fs::is_regular_file(File);
  if (auto Failed = fs::access(Special ? File : llvm::StringRef(Folder), fs::AccessMode::Write))
    return sentence("cannot write " + File + ": " + Failed.message() +
                    "; choose another file or change its permissions");
  return llvm::Error::success();
}

llvm::Error checkOutputs(const std::vector<Output> &Outputs) {
  llvm::StringSet<> Files;
  for (const Output &O : Outputs) {
    if (auto E = checkFormat(O.Format))
      return E;
    if (!Files.insert(O.File).second)
      return O.File.empty() ? sentence("two reports are to go to stdout; give one of them a file")
                            : sentence("two reports are to go to " + O.File + "; name two files");
    if (!O.File.empty())
      if (auto E = checkOutputFile(O.File))
        return E;
  }
  return llvm::Error::success();
}

llvm::Error writeOutputs(const Report &What, const std::vector<Output> &Outputs,
                         llvm::StringRef WorkingDirectory, SourceFiles &Sources) {
  for (const Output &O : Outputs) {
    ReporterOptions Options;
    Options.WorkingDirectory = WorkingDirectory.str();
    if (O.File.empty()) {
      Options.Color = wantsColor(llvm::outs());
      makeReporter(O.Format, Options)->write(What, Sources, llvm::outs());
      llvm::outs().flush();
      if (auto Failed = llvm::outs().error()) {
        llvm::outs().clear_error();
        return sentence("cannot write the report to stdout: " + Failed.message() +
                        "; --output FORMAT=FILE writes it to a file");
      }
      continue;
    }
    auto Failed = llvm::writeToOutput(O.File, [&](llvm::raw_ostream &OS) {
      makeReporter(O.Format, Options)->write(What, Sources, OS);
      return llvm::Error::success();
    });
    if (Failed)
      return sentence("cannot write " + O.File + ": " + llvm::toString(std::move(Failed)) +
                      "; the report was not written");
  }
  return llvm::Error::success();
}

} // namespace nplus1
