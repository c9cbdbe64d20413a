#include "driver/DefinedNames.h"

#include "clang/Basic/LangOptions.h"
#include "clang/Lex/Lexer.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/xxhash.h"

#include <algorithm>

using namespace clang;
using namespace llvm;

namespace nplus1 {
namespace {

/// A kind of name, its qualifier and the name. Kinds are kept apart by a sign that no
/// name has.
uint32_t hashOf(StringRef Kind, StringRef Qualifier, StringRef Name) {
  SmallString<64> Text;
  (Kind + Qualifier + "::" + Name).toVector(Text);
  return uint32_t(xxh3_64bits(Text.str()));
}

constexpr llvm::StringLiteral Exact = "=", AnyQualifier = "*", AnyMethod = "+", Called = "(",
                              Declared = ";";

struct Piece {
  tok::TokenKind Kind;
  StringRef Text; ///< of identifiers
  /// Of "(": its ")"; 0 if there is none.
  size_t Closing = 0;
};

std::vector<Piece> piecesOf(StringRef Text) {
  LangOptions Options;
  Options.CPlusPlus = Options.CPlusPlus11 = Options.CPlusPlus14 = Options.CPlusPlus17 = true;
  Options.LineComment = Options.Bool = true;
  // The lexer wants a zero behind the end.
  std::string Ended = Text.str();
  Lexer Lex(SourceLocation(), Options, Ended.data(), Ended.data(), Ended.data() + Ended.size());
  std::vector<Piece> Pieces;
  SmallVector<size_t, 16> Open;
  for (Token T; !Lex.LexFromRawLexer(T) || T.isNot(tok::eof);) {
    Piece P{T.getKind(), {}, 0};
    if (T.is(tok::raw_identifier))
      P.Text = Text.substr(T.getRawIdentifier().data() - Ended.data(), T.getLength());
    if (T.is(tok::l_paren))
      Open.push_back(Pieces.size());
    if (T.is(tok::r_paren) && !Open.empty())
      Pieces[Open.pop_back_val()].Closing = Pieces.size();
    Pieces.push_back(P);
  }
  return Pieces;
}

/// What stands before a function's name in its definition, be it ever so seldom.
bool mayPrecede(const Piece &P) {
  switch (P.Kind) {
  case tok::raw_identifier:
    return !is_contained({"return", "throw", "case", "else", "new", "delete", "co_return",
                          "co_await", "co_yield", "goto", "sizeof", "and", "or", "not"},
                         P.Text);
  case tok::star:
  case tok::amp:
  case tok::ampamp:
  case tok::greater:
  case tok::greatergreater:
  case tok::coloncolon:
  case tok::r_paren:
  case tok::r_square:
    return true;
  default:
    return false;
  }
}

/// What stands behind the parameters.
bool mayFollow(const Piece &P) {
  switch (P.Kind) {
  case tok::raw_identifier: // const, noexcept, macros
  case tok::l_brace:
  case tok::colon:
  case tok::arrow:
  case tok::amp:
  case tok::ampamp:
  case tok::l_square:
  case tok::equal:
  case tok::hash: // #ifdef
    return true;
  default:
    return false;
  }
}

/// Whether what follows the parameters at \p Closing ends a declaration: "noexcept;", "-> T,".
bool endsDeclaration(ArrayRef<Piece> Pieces, size_t Closing) {
  constexpr size_t Longest = 24;
  for (size_t I = Closing + 1; I < Pieces.size() && I <= Closing + Longest; ++I) {
    switch (Pieces[I].Kind) {
    case tok::semi:
    case tok::comma:
      return true;
    case tok::l_brace:
    case tok::colon:
    case tok::equal:
      return false;
    case tok::l_paren:
      if (!Pieces[I].Closing)
        return false;
      I = Pieces[I].Closing;
      break;
    default:
      break;
    }
  }
  return false;
}

} // namespace

void DefinedNames::addFrom(StringRef Text) {
  const std::vector<Piece> Pieces = piecesOf(Text);
  for (size_t I = 1; I + 1 < Pieces.size(); ++I) {
    const Piece &Name = Pieces[I], &Before = Pieces[I - 1], &Behind = Pieces[I + 1];
    if (Name.Kind != tok::raw_identifier)
      continue;
    const bool Operator = Name.Text == "operator";
    const bool Definition = Behind.Kind == tok::l_paren && Behind.Closing &&
                            Behind.Closing + 1 < Pieces.size() && mayPrecede(Before) &&
                            mayFollow(Pieces[Behind.Closing + 1]);
    // What is declared again is declared in its namespace: "ns::f(1);" is a call.
    if (Behind.Kind == tok::l_paren && Behind.Closing && mayPrecede(Before) &&
        Before.Kind != tok::coloncolon && endsDeclaration(Pieces, Behind.Closing))
      Hashes.push_back(hashOf(Declared, "", Name.Text));
    if (!Operator && !Definition) {
      if (I > 1 && Before.Kind == tok::coloncolon && Behind.Kind == tok::l_paren)
        Hashes.push_back(hashOf(Called, Pieces[I - 2].Text, Name.Text));
      continue;
    }
    Hashes.push_back(hashOf(AnyQualifier, "", Name.Text));
    // "Class<T>::f" may be any class's.
    const bool Qualified = Before.Kind == tok::coloncolon && I > 1;
    const bool Named = Qualified && Pieces[I - 2].Kind == tok::raw_identifier;
    StringRef Qualifier = Named ? Pieces[I - 2].Text : Qualified ? StringRef(">") : StringRef();
    Hashes.push_back(hashOf(Exact, Qualifier, Name.Text));
    if (Qualified)
      Hashes.push_back(hashOf(AnyMethod, Qualifier, ""));
  }
  sort(Hashes);
  Hashes.erase(std::unique(Hashes.begin(), Hashes.end()), Hashes.end());
}

static std::pair<StringRef, StringRef> split(StringRef Function) {
  auto [Qualifier, Name] =
      Function.contains("::") ? Function.rsplit("::") : std::pair("", Function);
  if (Name.starts_with("operator") && !isAlnum(Name.substr(8, 1).empty() ? ' ' : Name[8]) &&
      Name.substr(8, 1) != "_")
    Name = "operator";
  return {Qualifier, Name};
}

bool DefinedNames::mayDefine(StringRef Function) const {
  auto [Qualifier, Name] = split(Function);
  return any_of(ArrayRef<StringRef>{Qualifier, "", ">"}, [&, N = Name](StringRef Written) {
    return std::binary_search(Hashes.begin(), Hashes.end(), hashOf(Exact, Written, N));
  });
}

bool DefinedNames::mayDefineInAnyClass(StringRef Function) const {
  return std::binary_search(Hashes.begin(), Hashes.end(),
                            hashOf(AnyQualifier, "", split(Function).second));
}

bool DefinedNames::mayDeclare(StringRef Function) const {
  return std::binary_search(Hashes.begin(), Hashes.end(),
                            hashOf(Declared, "", split(Function).second));
}

bool DefinedNames::mayCallQualified(StringRef Class, StringRef Name) const {
  return std::binary_search(Hashes.begin(), Hashes.end(), hashOf(Called, Class, Name));
}

bool DefinedNames::mayDefineMethodOf(StringRef Class) const {
  return any_of(ArrayRef<StringRef>{Class, ">"}, [&](StringRef Written) {
    return std::binary_search(Hashes.begin(), Hashes.end(), hashOf(AnyMethod, Written, ""));
  });
}

} // namespace nplus1
