#include "lsp/Render.h"

#include "finding/RuleCatalogue.h"
#include "lsp/Uri.h"

#include "llvm/ADT/STLExtras.h"

namespace nplus1::lsp {

/// The one rule whose findings are code that does nothing.
static constexpr llvm::StringLiteral UnnecessaryCode = "nplus1-unused-prefetch";

ClientAbilities ClientAbilities::of(const json &Params) {
  ClientAbilities Can;
  const json &All = at(Params, {"capabilities"});
  const json &Document = at(All, {"textDocument"});
  for (const json &Name : at(All, {"general", "positionEncodings"}))
    if (Name == "utf-8")
      Can.Positions = Encoding::Utf8;
  for (const char *Way : {"publishDiagnostics", "diagnostic"}) {
    const json &Diagnostics = at(Document, {Way});
    Can.RelatedInformation |= flagAt(Diagnostics, {"relatedInformation"});
    Can.CodeDescription |= flagAt(Diagnostics, {"codeDescriptionSupport"});
    Can.Tags |= !at(Diagnostics, {"tagSupport"}).is_null();
  }
  const json &Actions = at(Document, {"codeAction"});
  Can.DisabledActions = flagAt(Actions, {"disabledSupport"});
  for (const json &Property : at(Actions, {"resolveSupport", "properties"}))
    Can.ResolvesEdits |= Property == "edit" && flagAt(Actions, {"dataSupport"});
  const json &Edits = at(All, {"workspace", "workspaceEdit"});
  Can.DocumentChanges = flagAt(Edits, {"documentChanges"});
  Can.ChangeAnnotations = Can.DocumentChanges && !at(Edits, {"changeAnnotationSupport"}).is_null();
  Can.PullDiagnostics = at(Document, {"diagnostic"}).is_object();
  Can.RefreshDiagnostics = flagAt(All, {"workspace", "diagnostics", "refreshSupport"});
  Can.WorkDoneProgress = flagAt(All, {"window", "workDoneProgress"});
  Can.WatchesFiles = flagAt(All, {"workspace", "didChangeWatchedFiles", "dynamicRegistration"});
  return Can;
}

const Text &Renderer::textOf(const std::string &Path) {
  auto Known = Texts.find(Path);
  if (Known == Texts.end())
    Known = Texts.emplace(Path, Text(Sources.text(Path).str())).first;
  return Known->second;
}

json Renderer::rangeOf(const SourceRange &Range) {
  return textOf(Range.Begin.File).rangeOf(Range.Begin.Offset, Range.EndOffset, Client.Positions);
}

json Renderer::locationOf(const SourcePoint &Point) {
  return {{"uri", uriOfPath(Point.File)},
          {"range", textOf(Point.File).rangeOf(Point.Offset, Point.Offset, Client.Positions)}};
}

static bool isByHand(const Finding &What) {
  return What.Remedy && What.Remedy->Safety == FixSafety::Manual;
}

static std::string costOf(const Finding &What) {
  return What.Queries.After.empty()
             ? What.Queries.Before + " queries"
             : What.Queries.Before + " queries, " + What.Queries.After +
                   (isByHand(What) ? " when fixed by hand" : " with the fix");
}

static int severityOf(Confidence Level) {
  switch (Level) {
  case Confidence::Certain:
    return 2; // warning
  case Confidence::Likely:
    return 3; // information
  case Confidence::Possible:
    break;
  }
  return 4; // hint
}

json Renderer::diagnosticOf(const ShownFinding &Shown) {
  const Finding &What = Shown.What;
  json Diagnostic = {{"range", rangeOf(What.Location)},
                     {"severity", severityOf(What.Level)},
                     {"code", What.Rule},
                     {"source", "nplus1"},
                     {"message", What.Message},
                     {"data", {{"fingerprint", What.Fingerprint}}}};
  const RuleInfo *Rule = findRule(What.Rule);
  if (Client.CodeDescription && Rule)
    Diagnostic["codeDescription"] = {{"href", Rule->documentationUrl()}};
  if (Client.Tags && What.Rule == UnnecessaryCode)
    Diagnostic["tags"] = {1};
  if (Client.RelatedInformation) {
    json Related = json::array();
    auto add = [&](const SourcePoint &Point, const std::string &Message) {
      if (Point.isValid())
        Related.push_back({{"location", locationOf(Point)}, {"message", Message}});
    };
    add(What.Loop, "the loop");
    add(What.Source, "its rows come from here");
    for (const TraceStep &Step : What.Trace)
      add(Step.At, Step.Message);
    Diagnostic["relatedInformation"] = std::move(Related);
  }
  return Diagnostic;
}

json Renderer::diagnostics(const std::string &Path) {
  json All = json::array();
  for (const ShownFinding &Shown : Of.findingsIn(Path))
    All.push_back(diagnosticOf(Shown));
  return All;
}

/// Whether bytes [Begin, End] are at the access or at the loop's header.
bool Renderer::touches(const Finding &What, size_t Begin, size_t End) {
  for (const SourceRange *Range : {&What.Location, &What.LoopHeader})
    if (Range->isValid() && Range->Begin.File == What.Location.Begin.File &&
        Range->Begin.Offset <= End && Begin <= Range->EndOffset)
      return true;
  return false;
}

json Renderer::fixAction(const std::vector<ShownFinding> &Fixed, const std::string &Title,
                         const char *Kind) {
  json Diagnostics = json::array();
  std::set<std::string> Fingerprints;
  bool Unsafe = false;
  for (const ShownFinding &Shown : Fixed) {
    Diagnostics.push_back(diagnosticOf(Shown));
    Unsafe |= Shown.What.Remedy->Safety == FixSafety::Unsafe;
    // A plan may answer findings in other files, too.
    for (size_t Index : Of.analysis().Plans[*Shown.Plan].Findings)
      Fingerprints.insert(Of.analysis().Linked.Findings[Index].What.Fingerprint);
  }
  return {{"title", Title},
          {"kind", Kind},
          {"diagnostics", std::move(Diagnostics)},
          {"isPreferred", !Unsafe},
          {"data", {{"fingerprints", Fingerprints}, {"unsafe", Unsafe}}}};
}

/// Whether the client asked for actions of this kind.
static bool wants(const json &Only, llvm::StringRef Kind) {
  if (!Only.is_array())
    return true;
  return llvm::any_of(Only, [&](const json &Asked) {
    if (!Asked.is_string())
      return false;
    llvm::StringRef Prefix = Asked.get_ref<const std::string &>();
    return Prefix.empty() || Kind == Prefix ||
           (Kind.starts_with(Prefix) && Kind[Prefix.size()] == '.');
  });
}

/// What can be done about a finding, as a sentence; empty if nothing is known.
static std::string remedyOf(const Finding &What) {
  if (!What.Remedy || What.Remedy->Title.empty())
    return "";
  const Fix &Remedy = *What.Remedy;
  const std::string Why = Remedy.Why.empty() ? "" : ", because " + Remedy.Why;
  switch (Remedy.Safety) {
  case FixSafety::Safe:
    break;
  case FixSafety::Unsafe:
    return "fix, not safe: " + Remedy.Title + " (" + Remedy.Why + ")";
  case FixSafety::Manual:
    return "to be fixed by hand" + Why + ": " + Remedy.Title;
  }
  return "fix: " + Remedy.Title;
}

static json explanation(const Finding &What) {
  std::string Story = What.Message + "\n" + costOf(What);
  for (const TraceStep &Step : What.Trace)
    Story += "\n" + Step.At.File + ":" + std::to_string(Step.At.Line) + ": " + Step.Message;
  if (std::string Remedy = remedyOf(What); !Remedy.empty())
    Story += "\n" + Remedy;
  return {{"rule", What.Rule}, {"text", std::move(Story)}};
}

json Renderer::actions(const std::string &Path, const json &Params) {
  const Text &In = textOf(Path);
  const size_t Begin = In.offsetOf(at(Params, {"range", "start"}), Client.Positions);
  const size_t End = In.offsetOf(at(Params, {"range", "end"}), Client.Positions);
  const json &Only = at(Params, {"context", "only"});
  json All = json::array();
  std::vector<ShownFinding> Safe;
  std::map<size_t, std::vector<ShownFinding>> ByPlan;
  std::map<LoopRef, std::vector<size_t>> SafePlans;
  std::set<size_t> Offered;
  const std::vector<ShownFinding> Found = Of.findingsIn(Path);
  for (const ShownFinding &Shown : Found)
    if (Shown.Plan && Shown.What.Remedy)
      ByPlan[*Shown.Plan].push_back(Shown);
  for (const ShownFinding &Shown : Found) {
    const bool Here = touches(Shown.What, Begin, End) && wants(Only, "quickfix");
    const bool IsSafe =
        Shown.Plan && Shown.What.Remedy && Shown.What.Remedy->Safety == FixSafety::Safe;
    if (IsSafe)
      Safe.push_back(Shown);
    if (!Here)
      continue;
    if (Shown.Plan && Shown.What.Remedy) {
      if (Offered.insert(*Shown.Plan).second) {
        // Who cannot ask for consent later says beforehand what it is about.
        const bool Warns = !IsSafe && !Client.ChangeAnnotations;
        All.push_back(fixAction(ByPlan[*Shown.Plan],
                                Shown.What.Remedy->Title +
                                    (Warns ? " (not safe: " + Shown.What.Remedy->Why + ")" : ""),
                                "quickfix"));
        if (IsSafe)
          SafePlans[Of.analysis().Linked.Findings[Shown.Index].Root].push_back(*Shown.Plan);
      }
    } else if (Client.DisabledActions && Shown.What.Remedy) {
      All.push_back(
          {{"title", Shown.What.Remedy->Title.empty() ? "Fix by hand" : Shown.What.Remedy->Title},
           {"kind", "quickfix"},
           {"disabled", {{"reason", Shown.What.Remedy->Why}}}});
    }
  }
  for (const auto &[Loop, Plans] : SafePlans) {
    std::vector<ShownFinding> Findings;
    for (size_t Plan : Plans)
      llvm::append_range(Findings, ByPlan[Plan]);
    if (Plans.size() > 1)
      All.push_back(fixAction(
          Findings, "Fix the " + std::to_string(Findings.size()) + " findings of this loop",
          "quickfix"));
  }
  for (const ShownFinding &Shown : Found)
    if (touches(Shown.What, Begin, End) && wants(Only, "quickfix"))
      All.push_back({{"title", "Explain " + Shown.What.Rule},
                     {"kind", "quickfix"},
                     {"diagnostics", {diagnosticOf(Shown)}},
                     {"command",
                      {{"title", "Explain"},
                       {"command", "nplus1.explain"},
                       {"arguments", {explanation(Shown.What)}}}}});
  // A client that takes edits at once gets it when it asks for it: its edit repeats
  // those of the fixes, and there are such clients (Kate) that apply all of them.
  const bool Unasked = Only.is_null() && !Client.ResolvesEdits;
  if (!Safe.empty() && !Unasked && wants(Only, "source.fixAll.nplus1"))
    All.push_back(
        fixAction(Safe, "Apply all safe fixes of nplus1 in this file", "source.fixAll.nplus1"));
  return All;
}

json Renderer::hover(const std::string &Path, const json &Position) {
  const size_t Offset = textOf(Path).offsetOf(Position, Client.Positions);
  std::string Markdown;
  json Range;
  for (const ShownFinding &Shown : Of.findingsIn(Path)) {
    const Finding &What = Shown.What;
    if (!touches(What, Offset, Offset))
      continue;
    if (!Markdown.empty())
      Markdown += "\n\n---\n\n";
    Markdown += "**" + What.Message + "**\n\n| queries | |\n|---|---|\n| now | `" +
                What.Queries.Before + "` |\n";
    if (!What.Queries.After.empty())
      Markdown += (isByHand(What) ? "| fixed by hand | `" : "| with the fix | `") +
                  What.Queries.After + "` |\n";
    if (!What.Element.empty())
      Markdown += "\nper `" + What.Element + "`" +
                  (What.Path.empty() ? "" : ": `" + llvm::join(What.Path, ".") + "`") + "\n";
    if (std::string Remedy = remedyOf(What); !Remedy.empty())
      Markdown += "\n" + Remedy + "\n";
    const SourceRange &At =
        What.Location.Begin.Offset <= Offset && Offset <= What.Location.EndOffset ? What.Location
                                                                                  : What.LoopHeader;
    Range = rangeOf(At);
  }
  if (Markdown.empty())
    return nullptr;
  return {{"contents", {{"kind", "markdown"}, {"value", Markdown}}}, {"range", Range}};
}

json Renderer::textsOf(const FixRun &Run) {
  json Texts = json::object();
  for (const EditedFile &File : Run.Done.Files)
    Texts[uriOfPath(File.Path)] = contentDigest(File.Before);
  return Texts;
}

json Renderer::workspaceEdit(const FixRun &Run, bool Unsafe) {
  std::vector<std::string> Titles, Reasons;
  auto add = [](std::vector<std::string> &Into, const std::string &Text) {
    if (!Text.empty() && !llvm::is_contained(Into, Text))
      Into.push_back(Text);
  };
  for (auto [Plan, Outcome] : llvm::zip(Run.Plans, Run.Done.Outcomes))
    if (Outcome.State == PlanState::Applied) {
      add(Titles, Plan.Change.Title);
      add(Reasons, Plan.Change.Why);
    }
  const std::string Label =
      Titles.size() == 1 ? Titles.front() : std::to_string(Titles.size()) + " fixes of nplus1";
  if (Titles.size() > 1)
    Reasons.insert(Reasons.begin(), Titles.begin(), Titles.end());
  const std::string Why = llvm::join(Reasons, "; ");
  json Documents = json::array(), Plain = json::object();
  for (const EditedFile &File : Run.Done.Files) {
    const Text Before(File.Before);
    json Edits = json::array();
    for (const TextEdit &Change : File.Edits) {
      json One = {{"range", Before.rangeOf(Change.Offset, Change.end(), Client.Positions)},
                  {"newText", Change.Text}};
      if (Client.ChangeAnnotations)
        One["annotationId"] = "nplus1";
      Edits.push_back(std::move(One));
    }
    Plain[uriOfPath(File.Path)] = Edits;
    Documents.push_back({{"textDocument", {{"uri", uriOfPath(File.Path)}, {"version", nullptr}}},
                         {"edits", std::move(Edits)}});
  }
  if (!Client.DocumentChanges)
    return {{"changes", std::move(Plain)}};
  json Edit = {{"documentChanges", std::move(Documents)}};
  if (Client.ChangeAnnotations)
    Edit["changeAnnotations"] = {
        {"nplus1", {{"label", Label}, {"description", Why}, {"needsConfirmation", Unsafe}}}};
  return Edit;
}

} // namespace nplus1::lsp
