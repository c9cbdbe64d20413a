#include "driver/IncludeTrail.h"

#include "driver/IncludeLog.h"
#include "support/ByteStream.h"

#include "clang/Basic/CharInfo.h"
#include "clang/Frontend/CompilerInstance.h"
#include "clang/Frontend/FrontendActions.h"
#include "clang/Lex/HeaderSearch.h"
#include "clang/Lex/Preprocessor.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/xxhash.h"

using namespace clang;
using namespace llvm;

namespace nplus1 {

size_t IncludeTrail::commonWith(const IncludeTrail &Other) const {
  return std::mismatch(Left.begin(), Left.end(), Other.Left.begin(), Other.Left.end()).first -
         Left.begin();
}

const IncludeTrail::Cut *IncludeTrail::lastCut(size_t Count) const {
  auto After =
      upper_bound(Cuts, Count, [](size_t Wanted, const Cut &C) { return Wanted < C.Left; });
  return After == Cuts.begin() ? nullptr : &*std::prev(After);
}

uint64_t digestOf(ArrayRef<uint64_t> Left) {
  return xxh3_64bits(
      {reinterpret_cast<const uint8_t *>(Left.data()), Left.size() * sizeof(uint64_t)});
}

bool MentionedNames::has(StringRef Text, const std::string &Name) {
  auto [Found, IsNew] = Known[Text.data()].try_emplace(Name, false);
  // In front of the first character there is nothing either.
  auto isPart = [&](size_t At) { return At < Text.size() && isAsciiIdentifierContinue(Text[At]); };
  for (size_t At = IsNew ? Text.find(Name) : StringRef::npos; At != StringRef::npos;
       At = Text.find(Name, At + 1))
    if (!isPart(At - 1) && !isPart(At + Name.size())) {
      Found->second = true;
      break;
    }
  return Found->second;
}

namespace {

/// The first lines of a file, as far as they say nothing.
struct Preliminaries {
  unsigned End = 0;  ///< offset of the first thing that is said
  std::string Guard; ///< the macro that they test and define
};

/// Whether a name is written as it is.
bool isPlain(const Token &Name) { return !Name.needsCleaning() && !Name.hasUCN(); }

Preliminaries preliminariesOf(FileID Id, const SourceManager &Sources,
                              const LangOptions &Language) {
  Preliminaries Result;
  StringRef Text = Sources.getBufferData(Id);
  Lexer Raw(Sources.getLocForStartOfFile(Id), Language, Text.begin(), Text.begin(), Text.end());
  Token Next;
  bool MayTest = true, MustDefine = false;
  Raw.LexFromRawLexer(Next);
  while (Next.is(tok::hash) && Next.isAtStartOfLine()) {
    Result.End = Sources.getFileOffset(Next.getLocation());
    SmallVector<Token, 8> Line;
    do {
      Line.push_back(Next);
      Raw.LexFromRawLexer(Next);
    } while (Next.isNot(tok::eof) && !Next.isAtStartOfLine());
    auto word = [&](size_t I) {
      return I < Line.size() && Line[I].is(tok::raw_identifier) ? Line[I].getRawIdentifier() : "";
    };
    if (word(1) == "include") {
      if (Line.size() < 3 || !Line[2].isOneOf(tok::string_literal, tok::less))
        return Result;
    } else if (word(1) == "ifndef" && MayTest && Line.size() == 3 && isPlain(Line[2])) {
      Result.Guard = word(2).str();
    } else if (!(word(1) == "define" && MustDefine && word(2) == Result.Guard) &&
               !(word(1) == "pragma" && word(2) == "once")) {
      return Result;
    }
    MustDefine = word(1) == "ifndef";
    MayTest = false;
  }
  Result.End =
      Next.is(tok::eof) ? unsigned(Text.size()) : Sources.getFileOffset(Next.getLocation());
  return Result;
}

class TrailAction : public PreprocessOnlyAction {
public:
  TrailAction(IncludeTrail &Trail, MentionedNames &Mentions) : Trail(Trail), Mentions(Mentions) {}

  bool BeginSourceFileAction(CompilerInstance &Clang) override {
    recordIncludes(Clang.getPreprocessor(), Log);
    return true;
  }

  void EndSourceFileAction() override {
    Trail.Left = Trail.Names = Log.leftIdentities();
    for (IncludeTrail::Macro &Macro : Trail.Macros)
      Macro.Mentioned = Log.Left.size();
    for (auto [Index, File] : enumerate(Log.Left)) {
      addMentions(Index);
      Trail.Bytes += Log.Files[File].Size;
      if (auto Cut = cutAfter(Index + 1)) {
        Cut->Bytes = Trail.Bytes;
        Trail.Cuts.push_back(std::move(*Cut));
      }
    }
  }

private:
  IncludeTrail &Trail;
  MentionedNames &Mentions;
  IncludeLog Log;
  DenseMap<FileID, Preliminaries> First;

  void addMentions(size_t Index) {
    if (Trail.Macros.empty())
      return;
    StringRef Text =
        getCompilerInstance().getSourceManager().getBufferData(Log.Files[Log.Left[Index]].Id);
    for (IncludeTrail::Macro &Macro : Trail.Macros) {
      if (!Mentions.has(Text, Macro.As.Name))
        continue;
      Macro.Mentioned = std::min(Macro.Mentioned, Index);
      Trail.Left[Index] =
          xxh3_64bits(Macro.As.Name + ' ' + Macro.As.Definition + utohexstr(Trail.Left[Index]));
    }
  }

  const Preliminaries &preliminaries(const IncludeLog::File &File) {
    auto [At, IsNew] = First.try_emplace(File.Id);
    if (IsNew)
      At->second = preliminariesOf(File.Id, getCompilerInstance().getSourceManager(),
                                   getCompilerInstance().getLangOpts());
    return At->second;
  }

  bool isGuarded(const IncludeLog::File &File) {
    Preprocessor &Macros = getCompilerInstance().getPreprocessor();
    auto Entry = Macros.getSourceManager().getFileEntryRefForID(File.Id);
    return Entry && Macros.getHeaderSearchInfo().isFileMultipleIncludeGuarded(*Entry);
  }

  /// Nothing if a file that is open there has said something, or is a system header,
  /// from which others are seen otherwise.
  std::optional<IncludeTrail::Cut> cutAfter(size_t Count) {
    IncludeTrail::Cut Result;
    Result.Left = Count;
    const SourceManager &Sources = getCompilerInstance().getSourceManager();
    SmallVector<size_t, 8> Open;
    for (size_t At = Log.Left[Count - 1]; Log.Files[At].From; At = Open.back()) {
      const IncludeLog::File &From = Log.Files[*Log.Files[At].From];
      if (!Log.Files[At].IsFile || !From.IsFile || From.System)
        return std::nullopt;
      const Preliminaries &Until = preliminaries(From);
      if (Sources.getFileOffset(Log.Files[At].Included) >= Until.End)
        return std::nullopt;
      if (!Until.Guard.empty())
        Result.Guards.push_back(Until.Guard);
      Open.push_back(*Log.Files[At].From);
    }
    for (size_t I : ArrayRef(Log.Left).take_front(Count)) {
      const IncludeLog::File &File = Log.Files[I];
      if (!File.IsFile || !is_contained(Open, *File.From))
        continue;
      if (!isGuarded(File) || File.Directive.empty())
        return std::nullopt;
      Result.Directives.push_back(File.Directive);
    }
    return Result;
  }
};

template <class Stream, class Texts> void textFields(Stream &S, Texts &All) {
  S.count(All);
  for (auto &Text : All)
    S.text(Text);
}

template <class Stream, class Number> void numberField(Stream &S, Number &Value) {
  uint64_t Wide = Value;
  S.number(Wide);
  if constexpr (Stream::Reading)
    Value = Wide;
}

template <class Stream, class Trail> void trailFields(Stream &S, Trail &T) {
  for (auto *Digests : {&T.Names, &T.Left}) {
    S.count(*Digests);
    for (auto &Identity : *Digests)
      S.number(Identity);
  }
  S.count(T.Macros);
  for (auto &Macro : T.Macros) {
    S.text(Macro.As.Name);
    S.text(Macro.As.Definition);
    numberField(S, Macro.Mentioned);
  }
  numberField(S, T.Bytes);
  S.count(T.Cuts, /*LeastBytes=*/4);
  for (auto &Cut : T.Cuts) {
    numberField(S, Cut.Left);
    numberField(S, Cut.Bytes);
    textFields(S, Cut.Directives);
    textFields(S, Cut.Guards);
    if constexpr (Stream::Reading)
      S.require(Cut.Left <= T.Left.size() && Cut.Left <= T.Names.size());
  }
}

} // namespace

std::string encodeTrail(const IncludeTrail &Trail) {
  ByteWriter Writer;
  trailFields(Writer, Trail);
  return Writer.take();
}

std::optional<IncludeTrail> decodeTrail(StringRef Bytes) {
  IncludeTrail Trail;
  ByteReader Reader(Bytes);
  trailFields(Reader, Trail);
  if (!Reader.isWhole())
    return std::nullopt;
  return Trail;
}

std::optional<IncludeTrail> TrailFinder::find(const CompileUnit &Unit,
                                              ArrayRef<CommandMacro> Macros) {
  IncludeTrail Trail;
  for (const CommandMacro &Macro : Macros)
    Trail.Macros.push_back({Macro});
  TrailAction Action(Trail, Mentions);
  if (!runOnDirectives(Unit, Kept, Action, /*Seen=*/nullptr).empty())
    return std::nullopt;
  return Trail;
}

} // namespace nplus1
