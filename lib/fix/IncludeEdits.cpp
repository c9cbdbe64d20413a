#include "fix/IncludeEdits.h"

#include "fix/Formatting.h"
#include "fix/SourceText.h"

#include "clang/Tooling/Inclusions/HeaderIncludes.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/Path.h"

namespace nplus1 {

namespace path = llvm::sys::path;

namespace {

struct IncludeLine {
  llvm::StringRef Name;
  bool Angled;
};

std::vector<IncludeLine> includesOf(llvm::StringRef Body) {
  std::vector<IncludeLine> Found;
  llvm::SmallVector<llvm::StringRef> Lines;
  Body.split(Lines, '\n');
  for (llvm::StringRef Line : Lines) {
    llvm::SmallVector<llvm::StringRef, 4> Parts;
    if (!clang::tooling::HeaderIncludes::IncludeRegex.match(Line, &Parts))
      continue;
    llvm::StringRef Quoted = Parts[2];
    if (Quoted.size() > 2)
      Found.push_back({Quoted.drop_front().drop_back(), Quoted.front() == '<'});
  }
  return Found;
}

bool isStandardHeader(llvm::StringRef Name) { return !Name.contains('.') && !Name.contains('/'); }

/// Whether a quoted include is the project's: a bare name (libraries have
/// folders), or found beside the file or below a folder above it.
bool isOwnHeader(llvm::StringRef Name, const ProjectFile &File, const FileTable &Table) {
  if (!Name.contains('/'))
    return true;
  for (llvm::StringRef Folder = path::parent_path(File.Path);
       Folder.size() >= Table.boundary().root().size(); Folder = path::parent_path(Folder))
    for (llvm::StringRef Below : {"", "include", "src"}) {
      llvm::SmallString<256> Candidate(Folder);
      path::append(Candidate, Below, Name);
      if (Table.fileSystem().exists(Candidate))
        return true;
    }
  return false;
}

/// Headers of the same family decide; then other libraries' headers; then <>.
bool usesAngles(llvm::StringRef Header, const std::vector<IncludeLine> &Includes,
                const ProjectFile &File, const FileTable &Table) {
  if (isStandardHeader(Header))
    return true;
  llvm::StringRef Family = Header.take_front(Header.find('/') + 1);
  unsigned Angled = 0, Quoted = 0;
  for (const IncludeLine &Line : Includes) {
    if (!Family.empty() && Line.Name.starts_with(Family))
      return Line.Angled;
    if (isStandardHeader(Line.Name) || (!Line.Angled && isOwnHeader(Line.Name, File, Table)))
      continue;
    ++(Line.Angled ? Angled : Quoted);
  }
  return Angled >= Quoted;
}

/// Without a .clang-format the file's own groups count: libraries apart from the
/// standard headers where it has such lines, else all <> in one.
clang::tooling::IncludeStyle ownIncludeStyle(const std::vector<IncludeLine> &Includes) {
  clang::tooling::IncludeStyle Style;
  Style.IncludeIsMainRegex = "([-_](test|unittest))?$";
  Style.IncludeBlocks = clang::tooling::IncludeStyle::IBS_Preserve;
  bool HasLibraries = llvm::any_of(Includes, [](const IncludeLine &Line) {
    return Line.Angled && !isStandardHeader(Line.Name);
  });
  int Standard = HasLibraries ? 3 : 2;
  Style.IncludeCategories = {
      {"^<[^/.]*>", Standard, 0, false}, {"^<", 2, 0, false}, {"^\"", 1, 0, false}};
  return Style;
}

} // namespace

std::optional<TextEdit> includeEdit(const ProjectFile &File, llvm::StringRef Header,
                                    const FileTable &Table) {
  uint32_t Mark = byteOrderMarkSize(File.Content);
  llvm::StringRef Body = llvm::StringRef(File.Content).drop_front(Mark);
  std::vector<IncludeLine> Includes = includesOf(Body);

  llvm::StringRef Name = Header.trim("<>\"");
  if (llvm::any_of(Includes, [&](const IncludeLine &Line) { return Line.Name == Name; }))
    return std::nullopt;
  bool Angled = Name.size() == Header.size() ? usesAngles(Name, Includes, File, Table)
                                             : Header.starts_with("<");

  auto Style = projectStyle(File, Table.fileSystem());
  bool HasStyle = Style && *Style;
  clang::tooling::HeaderIncludes Placement(
      File.Path, Body, HasStyle ? (*Style)->IncludeStyle : ownIncludeStyle(Includes));
  // A failure is said with the edited file.
  llvm::consumeError(Style.takeError());
  std::optional<clang::tooling::Replacement> Line =
      Placement.insert(Name, Angled, clang::tooling::IncludeDirective::Include);
  if (!Line)
    return std::nullopt;
  return TextEdit{Line->getOffset() + Mark, Line->getLength(),
                  withLineEnds(Line->getReplacementText(), hasCrlf(Body))};
}

} // namespace nplus1
