#include "fix/IncludeEdits.h"

#include "fix/Formatting.h"
#include "fix/SourceText.h"

#include "clang/Tooling/Inclusions/HeaderIncludes.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/Path.h"

#include <algorithm>

namespace nplus1 {

namespace path = llvm::sys::path;

namespace {

struct IncludeLine {
  llvm::StringRef Name;
  bool Angled;
  size_t Line;
  size_t Offset; ///< where the line starts
};

std::vector<IncludeLine> includesOf(llvm::StringRef Body) {
  std::vector<IncludeLine> Found;
  llvm::SmallVector<llvm::StringRef> Lines;
  Body.split(Lines, '\n');
  for (size_t Line = 0; Line < Lines.size(); ++Line) {
    llvm::SmallVector<llvm::StringRef, 4> Parts;
    if (!clang::tooling::HeaderIncludes::IncludeRegex.match(Lines[Line], &Parts))
      continue;
    llvm::StringRef Quoted = Parts[2];
    if (Quoted.size() > 2)
      Found.push_back({Quoted.drop_front().drop_back(), Quoted.front() == '<', Line,
                       size_t(Lines[Line].data() - Body.data())});
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

/// Whether the file has <> headers of libraries, none of them on a line next to a
/// standard header's.
bool keepsLibrariesApart(const std::vector<IncludeLine> &Includes) {
  bool HasLibraries = false;
  for (size_t I = 0; I < Includes.size(); ++I) {
    if (!Includes[I].Angled)
      continue;
    bool Standard = isStandardHeader(Includes[I].Name);
    HasLibraries |= !Standard;
    if (I == 0 || !Includes[I - 1].Angled || Includes[I - 1].Line + 1 != Includes[I].Line)
      continue;
    if (isStandardHeader(Includes[I - 1].Name) != Standard)
      return false;
  }
  return HasLibraries;
}

/// Whether \p Name belongs to the library that \p Header does, or to the one that it is
/// named after: "nplus1/poco.hpp" goes with "Poco/Data.h".
bool isOfFamily(llvm::StringRef Name, llvm::StringRef Header) {
  auto FirstWord = [](llvm::StringRef Path) {
    return Path.take_until([](char C) { return C == '/' || C == '.'; }).lower();
  };
  auto [Folder, File] = Header.split('/');
  if (File.empty())
    return false;
  std::string Library = FirstWord(Name), After = FirstWord(File);
  return Name.starts_with(Folder.str() + "/") || (std::min(Library.size(), After.size()) > 1 &&
                                                  (llvm::StringRef(Library).starts_with(After) ||
                                                   llvm::StringRef(After).starts_with(Library)));
}

/// How many conditions of the preprocessor the line at \p Offset is under.
int conditionsAround(llvm::StringRef Body, size_t Offset) {
  int Depth = 0;
  for (llvm::StringRef Line : llvm::split(Body.take_front(Offset), '\n')) {
    Line = Line.trim();
    if (Line.consume_front("#"))
      Depth += Line.ltrim().starts_with("if") - Line.ltrim().starts_with("endif");
  }
  return Depth;
}

/// Where the line of \p Header goes in the last block that has headers of its family;
/// nothing if there is none.
std::optional<size_t> placeInFamily(const std::vector<IncludeLine> &Includes,
                                    llvm::StringRef Header, llvm::StringRef Body) {
  auto Last = std::find_if(Includes.rbegin(), Includes.rend(),
                           [&](const IncludeLine &Line) { return isOfFamily(Line.Name, Header); });
  if (Last == Includes.rend() ||
      conditionsAround(Body, Last->Offset) > conditionsAround(Body, Includes.front().Offset))
    return std::nullopt;
  size_t Begin = Includes.rend() - Last - 1, End = Begin + 1;
  while (Begin > 0 && Includes[Begin - 1].Line + 1 == Includes[Begin].Line)
    --Begin;
  while (End < Includes.size() && Includes[End - 1].Line + 1 == Includes[End].Line)
    ++End;
  auto Block = llvm::ArrayRef(Includes).slice(Begin, End - Begin);
  auto ByName = [](const IncludeLine &A, const IncludeLine &B) { return A.Name < B.Name; };
  const IncludeLine *Before = &*Last;
  if (llvm::is_sorted(Block, ByName)) {
    auto Next = llvm::find_if(Block, [&](const IncludeLine &Line) { return Header < Line.Name; });
    if (Next != Block.end())
      return Next->Offset;
    Before = &Block.back();
  }
  size_t LineEnd = Body.find('\n', Before->Offset);
  return LineEnd == llvm::StringRef::npos ? std::nullopt : std::optional(LineEnd + 1);
}

/// The file's own groups: libraries apart from the standard headers, or all <> in
/// one.
clang::tooling::IncludeStyle ownIncludeStyle(bool LibrariesApart) {
  clang::tooling::IncludeStyle Style;
  Style.IncludeIsMainRegex = "([-_](test|unittest))?$";
  Style.IncludeBlocks = clang::tooling::IncludeStyle::IBS_Preserve;
  Style.IncludeCategories = {
      {"^<[^/.]*>", LibrariesApart ? 3 : 2, 0, false}, {"^<", 2, 0, false}, {"^\"", 1, 0, false}};
  return Style;
}

/// The categories of .clang-format; nothing where there is none or the file's own groups
/// are finer.
std::optional<clang::tooling::IncludeStyle>
projectIncludeStyle(const ProjectFile &File, llvm::StringRef Quoted,
                    const std::vector<IncludeLine> &Includes, const FileTable &Table) {
  bool Apart = keepsLibrariesApart(Includes);
  auto Style = projectStyle(File, Table.fileSystem());
  if (!Style) {
    // Said with the edited file.
    llvm::consumeError(Style.takeError());
    return std::nullopt;
  }
  if (!*Style)
    return std::nullopt;
  clang::tooling::IncludeCategoryManager Categories((*Style)->IncludeStyle, File.Path);
  bool OneCategory = Categories.getIncludePriority(Quoted, /*CheckMainHeader=*/false) ==
                     Categories.getIncludePriority("<vector>", /*CheckMainHeader=*/false);
  if (Apart && OneCategory)
    return std::nullopt;
  return (*Style)->IncludeStyle;
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

  std::string Quoted = Angled ? "<" + Name.str() + ">" : '"' + Name.str() + '"';
  auto Style = projectIncludeStyle(File, Quoted, Includes, Table);
  if (!Style)
    if (auto At = placeInFamily(Includes, Name, Body))
      return TextEdit{uint32_t(*At) + Mark, 0,
                      withLineEnds("#include " + Quoted + "\n", hasCrlf(Body))};
  clang::tooling::HeaderIncludes Placement(
      File.Path, Body, Style ? *Style : ownIncludeStyle(keepsLibrariesApart(Includes)));
  std::optional<clang::tooling::Replacement> Line =
      Placement.insert(Name, Angled, clang::tooling::IncludeDirective::Include);
  if (!Line)
    return std::nullopt;
  return TextEdit{Line->getOffset() + Mark, Line->getLength(),
                  withLineEnds(Line->getReplacementText(), hasCrlf(Body))};
}

} // namespace nplus1
