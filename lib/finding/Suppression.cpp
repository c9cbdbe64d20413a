#include "finding/Suppression.h"

#include "finding/NolintComments.h"
#include "finding/RuleCatalogue.h"
#include "support/LocatedJson.h"
#include "support/NearestName.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/GlobPattern.h"

namespace nplus1 {

/// As clang-tidy reads a list: the last glob that matches decides.
static bool globMatches(llvm::StringRef Glob, llvm::StringRef Rule) {
  auto Pattern = llvm::GlobPattern::create(Glob);
  if (!Pattern) {
    llvm::consumeError(Pattern.takeError());
    return false;
  }
  return Pattern->match(Rule);
}

bool Suppression::matches(llvm::StringRef Rule) const {
  bool Matches = Globs.empty();
  for (llvm::StringRef Glob : Globs) {
    bool Takes = !Glob.consume_front("-");
    if (globMatches(Glob, Rule))
      Matches = Takes;
  }
  return Matches;
}

static bool isOurGlob(llvm::StringRef Glob) { return Glob.starts_with("nplus1"); }

bool Suppression::isOurs() const { return llvm::any_of(Globs, isOurGlob); }

static llvm::Error checkNames(const NolintComment &Comment) {
  for (llvm::StringRef Glob : Comment.Globs) {
    Glob.consume_front("-");
    if (!isOurGlob(Glob) ||
        llvm::any_of(ruleIds(), [&](llvm::StringRef Id) { return globMatches(Glob, Id); }))
      continue;
    return locatedError(Comment.Directive.Begin, "the comment names the unknown rule '" + Glob +
                                                     "'" + suggestion(Glob, ruleIds()));
  }
  return llvm::Error::success();
}

static Suppression makeSuppression(const NolintComment &From) {
  Suppression S;
  S.Comment = From.Comment;
  S.Directive = From.Directive;
  S.Globs = From.Globs;
  S.Reason = From.Reason;
  uint32_t Line = From.Directive.Begin.Line;
  S.FirstLine = S.LastLine = From.K == NolintComment::Kind::NextLine ? Line + 1 : Line;
  return S;
}

llvm::Expected<std::vector<Suppression>> readSuppressions(llvm::StringRef Path,
                                                          SourceFiles &Sources) {
  using Kind = NolintComment::Kind;
  std::vector<Suppression> Out, Open;
  for (const NolintComment &Comment : nolintComments(Path, Sources)) {
    if (auto E = checkNames(Comment))
      return std::move(E);
    if (Comment.HasList && Comment.Globs.empty())
      continue; // "NOLINT()" suppresses nothing
    if (Comment.K == Kind::Begin) {
      Open.push_back(makeSuppression(Comment));
      continue;
    }
    if (Comment.K != Kind::End) {
      Out.push_back(makeSuppression(Comment));
      continue;
    }
    auto Begin = llvm::find_if(llvm::reverse(Open),
                               [&](const Suppression &S) { return S.Globs == Comment.Globs; });
    if (Begin == Open.rend()) {
      if (makeSuppression(Comment).isOurs())
        return locatedError(
            Comment.Directive.Begin,
            "NOLINTEND without a NOLINTBEGIN of the same rules before it; add one, or "
            "remove this comment");
      continue;
    }
    Begin->LastLine = Comment.Directive.Begin.Line;
    Begin->IsRegion = true;
    Begin->EndComment = Comment.Comment;
    Out.push_back(*Begin);
    Open.erase(std::next(Begin).base());
  }
  for (const Suppression &S : Open)
    if (S.isOurs())
      return locatedError(S.Directive.Begin,
                          "NOLINTBEGIN without a NOLINTEND of the same rules behind it; add one "
                          "where the region ends");
  return Out;
}

llvm::Expected<std::vector<Suppression> *> SuppressionSet::in(llvm::StringRef Path) {
  auto [It, Inserted] = Files.try_emplace(Path);
  if (Inserted) {
    auto Read = readSuppressions(Path, Sources);
    if (!Read)
      return Read.takeError();
    It->second = std::move(*Read);
  }
  return &It->second;
}

llvm::Error SuppressionSet::apply(std::vector<Finding> &Findings) {
  for (Finding &F : Findings) {
    struct Spot {
      const SourcePoint &At;
      bool IsFunction;
    };
    for (const Spot &Where :
         {Spot{F.Location.Begin, false}, Spot{F.Loop, false}, Spot{F.FunctionRange.Begin, true}}) {
      if (!Where.At.isValid())
        continue;
      auto There = in(Where.At.File);
      if (!There)
        return There.takeError();
      for (Suppression &S : **There) {
        // At a function's first line a bare NOLINT is about that line only.
        if (Where.IsFunction && (S.IsRegion || !S.isOurs()))
          continue;
        if (Where.At.Line < S.FirstLine || Where.At.Line > S.LastLine || !S.matches(F.Rule))
          continue;
        S.Used = F.Suppressed = true;
        if (F.SuppressionReason.empty())
          F.SuppressionReason = S.Reason;
      }
    }
  }
  return llvm::Error::success();
}

/// Removes \p Comment with the white space before it, and its line if nothing
/// else is on it.
static Edit removeComment(const SourceRange &Comment, SourceFiles &Sources) {
  llvm::StringRef Text = Sources.text(Comment.Begin.File);
  uint32_t Begin = Comment.Begin.Offset, End = Comment.EndOffset;
  while (Begin > 0 && (Text[Begin - 1] == ' ' || Text[Begin - 1] == '\t'))
    --Begin;
  bool StartsLine = Begin == 0 || Text[Begin - 1] == '\n';
  size_t LineEnd = Text.find('\n', End);
  bool EndsLine = Text.slice(End, LineEnd).trim().empty();
  if (StartsLine && EndsLine)
    End = LineEnd == llvm::StringRef::npos ? Text.size() : LineEnd + 1;
  else if (!EndsLine)
    Begin = Comment.Begin.Offset;
  return {Comment.Begin.File, Begin, End - Begin, ""};
}

/// The edits that make an unneeded suppression go away; what it says of other
/// programs' checks stays.
static std::vector<Edit> removal(const Suppression &S, SourceFiles &Sources) {
  bool OnlyOurs = llvm::all_of(S.Globs, [](llvm::StringRef Glob) {
    Glob.consume_front("-");
    return isOurGlob(Glob);
  });
  llvm::StringRef Before =
      Sources.textOf(S.Comment).take_front(S.Directive.Begin.Offset - S.Comment.Begin.Offset);
  bool WholeComment = Before.ltrim("/*! \t").empty();
  std::vector<Edit> Edits;
  if (OnlyOurs && WholeComment) {
    Edits.push_back(removeComment(S.Comment, Sources));
    if (S.IsRegion)
      Edits.push_back(removeComment(S.EndComment, Sources));
    return Edits;
  }
  if (S.IsRegion)
    return {}; // both lists would have to stay equal: left to the reader
  if (OnlyOurs) {
    Edits.push_back({S.Comment.Begin.File, S.Directive.Begin.Offset, S.Directive.length(), ""});
    return Edits;
  }
  std::vector<std::string> Kept;
  llvm::copy_if(S.Globs, std::back_inserter(Kept), [](llvm::StringRef Glob) {
    Glob.consume_front("-");
    return !isOurGlob(Glob);
  });
  llvm::StringRef Written = Sources.textOf(S.Directive);
  std::string New =
      (Written.take_until([](char C) { return C == '('; }) + "(" + llvm::join(Kept, ", ") + ")")
          .str();
  Edits.push_back({S.Comment.Begin.File, S.Directive.Begin.Offset, S.Directive.length(), New});
  return Edits;
}

llvm::Expected<std::vector<RunNote>>
SuppressionSet::unused(llvm::ArrayRef<std::string> JudgedFiles) {
  std::vector<RunNote> Notes;
  for (const std::string &File : JudgedFiles) {
    auto There = in(File);
    if (!There)
      return There.takeError();
    for (const Suppression &S : **There) {
      if (S.Used || !S.isOurs())
        continue;
      RunNote Note;
      Note.At = S.Directive.Begin;
      std::vector<std::string> Ours;
      llvm::copy_if(S.Globs, std::back_inserter(Ours), isOurGlob);
      Note.Message =
          "unneeded suppression: there is no finding of " + llvm::join(Ours, ", ") + " here";
      if (auto Edits = removal(S, Sources); !Edits.empty())
        Note.Remedy = Fix{FixSafety::Safe, "remove", "remove the comment", "", std::move(Edits)};
      Notes.push_back(std::move(Note));
    }
  }
  return Notes;
}

} // namespace nplus1
