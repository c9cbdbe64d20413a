#include "report/Reporter.h"

#include "report/Reporters.h"

#include "llvm/Support/Process.h"

namespace nplus1 {

namespace {
struct Format {
  llvm::StringLiteral Name;
  std::unique_ptr<Reporter> (*Make)(const ReporterOptions &);
};
} // namespace

static constexpr Format Formats[] = {
    {"text", makeTextReporter},   {"json", makeJsonReporter},     {"jsonl", makeJsonLinesReporter},
    {"sarif", makeSarifReporter}, {"github", makeGitHubReporter}, {"gitlab", makeGitLabReporter},
    {"junit", makeJUnitReporter}, {"html", makeHtmlReporter},
};

std::unique_ptr<Reporter> makeReporter(llvm::StringRef Name, const ReporterOptions &Options) {
  for (const Format &F : Formats)
    if (F.Name == Name)
      return F.Make(Options);
  return nullptr;
}

std::vector<llvm::StringRef> reporterNames() {
  std::vector<llvm::StringRef> Names;
  for (const Format &F : Formats)
    Names.push_back(F.Name);
  return Names;
}

bool wantsColor(const llvm::raw_fd_ostream &Stream) {
  auto NoColor = llvm::sys::Process::GetEnv("NO_COLOR");
  return (!NoColor || NoColor->empty()) && Stream.has_colors();
}

} // namespace nplus1
