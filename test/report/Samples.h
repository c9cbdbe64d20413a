//===- Samples.h - A report to write in every format ----------------------===//
#pragma once

#include "finding/SourceFiles.h"
#include "report/Reporter.h"

#include "llvm/Support/raw_ostream.h"

namespace nplus1::test {

/// A file system in memory and findings that point into it.
class Project {
public:
  /// Adds a file below the root "/shop".
  void add(llvm::StringRef Name, std::string Text) {
    Disk->addFile("/shop/" + Name.str(), 0, llvm::MemoryBuffer::getMemBufferCopy(Text));
    Texts[Name] = std::move(Text);
  }

  /// The range of the \p Nth occurrence of \p Code in file \p Name.
  SourceRange find(llvm::StringRef Name, llvm::StringRef Code, unsigned Nth = 0) const {
    llvm::StringRef Text = Texts.find(Name)->second;
    size_t At = Text.find(Code);
    while (Nth--)
      At = Text.find(Code, At + 1);
    if (At == llvm::StringRef::npos)
      llvm::report_fatal_error("sample " + Name + " does not contain '" + Code + "'");
    SourceRange Range;
    auto Line = [&](size_t Offset) { return uint32_t(Text.take_front(Offset).count('\n') + 1); };
    auto Column = [&](size_t Offset) {
      size_t Start = Text.take_front(Offset).rfind('\n');
      return uint32_t(Start == llvm::StringRef::npos ? Offset + 1 : Offset - Start);
    };
    size_t End = At + Code.size();
    Range.Begin = {"/shop/" + Name.str(), Line(At), Column(At), uint32_t(At)};
    Range.EndLine = Line(End);
    Range.EndColumn = Column(End);
    Range.EndOffset = End;
    return Range;
  }

  SourceFiles sources() const { return SourceFiles(Disk); }

  /// A lazy relation in a helper function, with a safe fix.
  Finding lazyRelation();
  /// Two target types, a fix to write by hand.
  Finding genericKey();

  Report report();

  std::string written(llvm::StringRef Format, const Report &What) const {
    ReporterOptions Options;
    Options.WorkingDirectory = "/shop";
    return written(Format, What, Options);
  }
  std::string written(llvm::StringRef Format, const Report &What,
                      const ReporterOptions &Options) const {
    std::string Out;
    llvm::raw_string_ostream OS(Out);
    SourceFiles Sources(Disk);
    makeReporter(Format, Options)->write(What, Sources, OS);
    return Out;
  }

private:
  void addSources();
  llvm::IntrusiveRefCntPtr<llvm::vfs::InMemoryFileSystem> Disk =
      llvm::makeIntrusiveRefCnt<llvm::vfs::InMemoryFileSystem>();
  llvm::StringMap<std::string> Texts;
};

/// Runs \p Program (found on the PATH) with the text in a temporary file called
/// \p FileName as its last argument. Returns what it printed, on both streams,
/// and its exit status.
struct ProgramResult {
  int Status = -1;
  std::string Output;
};
ProgramResult runOn(llvm::StringRef Text, llvm::StringRef FileName,
                    std::vector<std::string> Command);

/// Whether \p Text is valid JSON of the JSON schema in \p SchemaFile, a path
/// below the project's root, as an independent validator sees it; else the
/// complaint.
std::string schemaComplaint(llvm::StringRef Text, llvm::StringRef SchemaFile);

} // namespace nplus1::test
