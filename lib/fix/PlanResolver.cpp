#include "fix/PlanResolver.h"

#include "fix/IncludeEdits.h"
#include "fix/SourceText.h"

namespace nplus1 {

namespace {

llvm::Error addEdit(ResolvedPlan &Resolved, const Edit &Planned, FileTable &Table) {
  llvm::Expected<const ProjectFile &> File = Table.open(Planned.File);
  if (!File)
    return File.takeError();
  size_t End = size_t(Planned.Offset) + Planned.Length;
  if (End > File->Content.size() || Planned.Offset < byteOrderMarkSize(File->Content))
    return llvm::createStringError("%s: the fix lies outside the file", File->Display.c_str());
  bool Changes = llvm::StringRef(File->Content).slice(Planned.Offset, End) != Planned.Text;
  if (Changes)
    Resolved.Changes[File->Path].Edits.push_back(
        {Planned.Offset, Planned.Length, withLineEnds(Planned.Text, /*Crlf=*/false)});
  return llvm::Error::success();
}

llvm::Error addHeader(ResolvedPlan &Resolved, const HeaderNeed &Need, FileTable &Table) {
  llvm::Expected<const ProjectFile &> File = Table.open(Need.File);
  if (!File)
    return File.takeError();
  if (std::optional<TextEdit> Line = includeEdit(*File, Need.Header, Table))
    Resolved.Changes[File->Path].Includes.insert(*Line);
  return llvm::Error::success();
}

/// An include line must not land inside what the plan replaces.
bool collidesWithItself(const FileChange &Change) {
  FileEdits Includes;
  Includes.add(0, {{}, Change.Includes});
  return Includes.conflict({Change.Edits, {}}).has_value();
}

} // namespace

llvm::Expected<ResolvedPlan> resolvePlan(const FixPlan &Plan, size_t Index, FileTable &Table) {
  ResolvedPlan Resolved{Index, Plan.Change.Safety, Plan.QueriesSaved, {}};
  for (const Edit &Planned : Plan.Change.Edits)
    if (llvm::Error Error = addEdit(Resolved, Planned, Table))
      return Error;
  for (const HeaderNeed &Need : Plan.Headers)
    if (llvm::Error Error = addHeader(Resolved, Need, Table))
      return Error;
  for (auto &[Path, Change] : Resolved.Changes)
    if (!normaliseEdits(Change.Edits) || collidesWithItself(Change))
      return llvm::createStringError("%s: the edits of the fix overlap",
                                     Table.get(Path).Display.c_str());
  if (Resolved.Changes.empty())
    return llvm::createStringError("the code already reads like the fix");
  return Resolved;
}

} // namespace nplus1
