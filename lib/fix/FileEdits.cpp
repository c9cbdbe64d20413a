#include "fix/FileEdits.h"

#include "clang/Basic/LangOptions.h"
#include "clang/Lex/Lexer.h"
#include "llvm/ADT/STLExtras.h"

#include <algorithm>

namespace nplus1 {

namespace {

bool hasUnbalancedBrackets(const std::string &Text) {
  using namespace clang;
  Lexer Tokens(SourceLocation(), LangOptions(), Text.data(), Text.data(),
               Text.data() + Text.size());
  std::string Open;
  auto Closes = [&Open](char Bracket) {
    if (Open.empty() || Open.back() != Bracket)
      return false;
    Open.pop_back();
    return true;
  };
  Token Current;
  do {
    Tokens.LexFromRawLexer(Current);
    bool Matches = true;
    switch (Current.getKind()) {
    case tok::l_paren:
      Open += '(';
      break;
    case tok::l_square:
      Open += '[';
      break;
    case tok::l_brace:
      Open += '{';
      break;
    case tok::r_paren:
      Matches = Closes('(');
      break;
    case tok::r_square:
      Matches = Closes('[');
      break;
    case tok::r_brace:
      Matches = Closes('{');
      break;
    default:
      break;
    }
    if (!Matches)
      return true;
  } while (Current.isNot(tok::eof));
  return !Open.empty();
}

std::set<TextEdit> halvesAmong(const std::vector<TextEdit> &Edits) {
  std::set<TextEdit> Found;
  for (const TextEdit &Edit : Edits)
    if (Edit.Length == 0 && hasUnbalancedBrackets(Edit.Text))
      Found.insert(Edit);
  return Found;
}

} // namespace

bool normaliseEdits(std::vector<TextEdit> &Edits) {
  // Insertions come before a replacement that starts at their place; a multimap
  // keeps the order of what has equal keys.
  std::multimap<std::pair<uint32_t, bool>, TextEdit> Sorted;
  std::set<TextEdit> Known;
  for (TextEdit &Edit : Edits)
    if (Known.insert(Edit).second)
      Sorted.emplace(std::pair(Edit.Offset, Edit.Length > 0), std::move(Edit));
  Edits.clear();
  for (auto &[Place, Edit] : Sorted)
    Edits.push_back(std::move(Edit));
  for (size_t I = 1; I < Edits.size(); ++I)
    if (Edits[I].Offset < Edits[I - 1].end())
      return false;
  return true;
}

std::optional<size_t> FileEdits::conflictAt(const TextEdit &Edit) const {
  // Those here do not overlap each other, so the last that starts before the
  // edit ends is one that overlaps, if any does.
  auto Next = Replacements.lower_bound(std::max(Edit.end(), Edit.Offset + 1));
  if (Next != Replacements.begin()) {
    const auto &[Offset, Other] = *std::prev(Next);
    bool Equal = Offset == Edit.Offset && Other.Length == Edit.Length && Other.Text == Edit.Text;
    bool Overlap = Edit.Length > 0 ? Offset + Other.Length > Edit.Offset
                                   : Offset < Edit.Offset && Offset + Other.Length > Edit.Offset;
    if (Overlap && !Equal)
      return Other.Plan;
  }
  auto Inside = Insertions.upper_bound(Edit.Offset);
  if (Inside != Insertions.end() && Inside->first < Edit.end())
    return Inside->second.front().Plan;
  return std::nullopt;
}

std::optional<size_t> FileEdits::halfInTheWay(const TextEdit &Edit, const Halves &Own) const {
  auto Here = Insertions.find(Edit.Offset);
  if (Edit.Length > 0 || Here == Insertions.end())
    return std::nullopt;
  bool Half = Own.contains(Edit);
  for (const Piece &Other : Here->second) {
    if (!Half && !Other.Half)
      continue;
    bool SameWrap = Other.Text == Edit.Text && HalvesOf.at(Other.Plan) == Own;
    if (!SameWrap)
      return Other.Plan;
  }
  return std::nullopt;
}

/// A plan's insertions at one place must come out in its own order, though some
/// of them are there already.
std::optional<size_t> FileEdits::orderConflict(const std::vector<TextEdit> &Edits) const {
  std::map<uint32_t, size_t> LastPosition;
  for (const TextEdit &Edit : Edits) {
    auto Here = Insertions.find(Edit.Offset);
    if (Edit.Length > 0 || Here == Insertions.end())
      continue;
    const std::vector<Piece> &Pieces = Here->second;
    size_t Position =
        llvm::find_if(Pieces, [&](const Piece &P) { return P.Text == Edit.Text; }) - Pieces.begin();
    auto [Last, First] = LastPosition.try_emplace(Edit.Offset, Position);
    if (!First && Position < Last->second)
      return Pieces[Position].Plan;
    Last->second = Position;
  }
  return std::nullopt;
}

std::optional<size_t> FileEdits::conflict(const FileChange &Change) const {
  Halves Own = halvesAmong(Change.Edits);
  for (const TextEdit &Edit : Change.Edits) {
    if (std::optional<size_t> Plan = conflictAt(Edit))
      return Plan;
    if (std::optional<size_t> Plan = halfInTheWay(Edit, Own))
      return Plan;
    // An include line inside the edit.
    auto Inside = Includes.upper_bound(Edit.Offset);
    if (Inside != Includes.end() && Inside->first < Edit.end())
      return Inside->second.Plan;
  }
  for (const TextEdit &Include : Change.Includes)
    if (std::optional<size_t> Plan = conflictAt(Include))
      return Plan;
  return orderConflict(Change.Edits);
}

void FileEdits::add(size_t Plan, const FileChange &Change) {
  Halves &Own = HalvesOf[Plan];
  Own = halvesAmong(Change.Edits);
  for (const TextEdit &Include : Change.Includes)
    Includes.try_emplace(Include.Offset, IncludeLines{{}, Plan})
        .first->second.Lines.insert(Include.Text);
  for (const TextEdit &Edit : Change.Edits) {
    if (Edit.Length > 0) {
      Replacements.try_emplace(Edit.Offset, Replacement{Edit.Length, Edit.Text, Plan});
      continue;
    }
    std::vector<Piece> &Here = Insertions[Edit.Offset];
    if (llvm::none_of(Here, [&](const Piece &P) { return P.Text == Edit.Text; }))
      Here.push_back({Edit.Text, Plan, Own.contains(Edit)});
  }
}

std::vector<JoinedEdit> FileEdits::joined() const {
  std::map<uint32_t, JoinedEdit> Here;
  auto At = [&Here](uint32_t Offset) -> JoinedEdit & {
    JoinedEdit &Edit = Here[Offset];
    Edit.Offset = Offset;
    return Edit;
  };
  for (const auto &[Offset, There] : Includes)
    for (const std::string &Line : There.Lines) {
      JoinedEdit &Edit = At(Offset);
      Edit.Text += Line;
      Edit.IncludeBytes += Line.size();
    }
  for (const auto &[Offset, Pieces] : Insertions)
    for (const Piece &P : Pieces)
      At(Offset).Text += P.Text;
  for (const auto &[Offset, R] : Replacements) {
    JoinedEdit &Edit = At(Offset);
    Edit.Text += R.Text;
    Edit.Length = R.Length;
  }

  std::vector<JoinedEdit> Joined;
  for (auto &[Offset, Edit] : Here) {
    if (!Joined.empty() && Joined.back().end() == Offset) {
      Joined.back().Text += Edit.Text;
      Joined.back().Length += Edit.Length;
    } else {
      Joined.push_back(std::move(Edit));
    }
  }
  return Joined;
}

} // namespace nplus1
