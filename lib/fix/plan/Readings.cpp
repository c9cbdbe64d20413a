#include "fix/plan/Readings.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSet.h"

#include "clang/Lex/Lexer.h"

namespace nplus1 {

namespace {

using clang::tok::TokenKind;

struct Word {
  TokenKind K;
  llvm::StringRef Text;
};

std::vector<Word> wordsOf(const std::string &Code) {
  clang::LangOptions Language;
  Language.CPlusPlus = Language.CPlusPlus11 = true;
  clang::Lexer Lexer(clang::SourceLocation(), Language, Code.data(), Code.data(),
                     Code.data() + Code.size());
  std::vector<Word> Words;
  clang::Token T;
  while (!Lexer.LexFromRawLexer(T) || T.isNot(clang::tok::eof)) {
    if (T.is(clang::tok::eof))
      break;
    size_t End = Lexer.getBufferLocation() - Code.data();
    Words.push_back({T.getKind(), llvm::StringRef(Code).slice(End - T.getLength(), End)});
  }
  return Words;
}

/// Words before "(" that call nothing, or what cannot fail.
bool isHarmless(llvm::StringRef Name) {
  static const llvm::StringSet<> Names{"if",
                                       "switch",
                                       "while",
                                       "for",
                                       "return",
                                       "sizeof",
                                       "alignof",
                                       "decltype",
                                       "case",
                                       "bool",
                                       "char",
                                       "short",
                                       "int",
                                       "long",
                                       "float",
                                       "double",
                                       "unsigned",
                                       "signed",
                                       "auto",
                                       "size",
                                       "empty",
                                       "length",
                                       "data",
                                       "c_str",
                                       "has_value",
                                       "value_or",
                                       "index",
                                       "begin",
                                       "end",
                                       "cbegin",
                                       "cend",
                                       "find",
                                       "count",
                                       "contains",
                                       "compare",
                                       "starts_with",
                                       "ends_with",
                                       "string",
                                       "string_view",
                                       "to_string",
                                       "size_t",
                                       "int8_t",
                                       "int16_t",
                                       "int32_t",
                                       "int64_t",
                                       "uint8_t",
                                       "uint16_t",
                                       "uint32_t",
                                       "uint64_t",
                                       "strcmp",
                                       "static_cast",
                                       "const_cast",
                                       "reinterpret_cast",
                                       "to_underlying",
                                       "get_if",
                                       "holds_alternative",
                                       "isNull",
                                       "isEmpty",
                                       "move",
                                       "abs",
                                       "min",
                                       "max",
                                       "catch",
                                       "and",
                                       "or",
                                       "not"};
  return Names.contains(Name);
}

bool isAssignment(TokenKind K) {
  using namespace clang::tok;
  return K == equal || K == plusequal || K == minusequal || K == starequal || K == slashequal ||
         K == percentequal || K == ampequal || K == pipeequal || K == caretequal ||
         K == lesslessequal || K == greatergreaterequal;
}

class ReadingJudge {
public:
  ReadingJudge(PlanContext &C, const ReadingScope &Scope, unsigned Depth)
      : C(C), Scope(Scope), Depth(Depth) {}

  Reading ofCode(const std::string &Code);

private:
  static constexpr unsigned MaxDepth = 8;

  bool is(size_t I, TokenKind K) const { return I < Words.size() && Words[I].K == K; }
  bool isName(size_t I) const { return is(I, clang::tok::raw_identifier); }
  /// Whether word \p I is the row, or a part of it that the loop's header names.
  bool isRow(size_t I) const {
    return !Scope.Row.empty() && isName(I) && !is(I - 1, clang::tok::period) &&
           !is(I - 1, clang::tok::arrow) && !is(I - 1, clang::tok::coloncolon);
  }
  bool isOperand(size_t I) const;
  Reading ofWord(size_t I);
  Reading ofCall(size_t Name);
  Reading ofFunction(FunctionId F);
  Reading ofFunctions(llvm::ArrayRef<FunctionId> All);

  PlanContext &C;
  const ReadingScope &Scope;
  unsigned Depth;
  std::vector<Word> Words;
};

Reading worse(Reading A, Reading B) { return std::max(A, B); }

Reading ReadingJudge::ofCode(const std::string &Code) {
  Words = wordsOf(Code);
  Reading Worst = Reading::Plain;
  for (size_t I = 0; I < Words.size(); ++I)
    Worst = worse(Worst, ofWord(I));
  return Worst;
}

/// Whether a value ends at word \p I, so that "*" behind it is no dereference.
bool ReadingJudge::isOperand(size_t I) const {
  using namespace clang::tok;
  if (I >= Words.size())
    return false;
  if (isName(I))
    return Words[I].Text != "return" && Words[I].Text != "case";
  return is(I, r_paren) || is(I, r_square) || is(I, numeric_constant) || is(I, char_constant) ||
         is(I, greater);
}

Reading ReadingJudge::ofWord(size_t I) {
  using namespace clang::tok;
  size_t Before = I - 1; // beyond the end for the first word
  switch (Words[I].K) {
  case arrow: {
    bool OfThis = isName(Before) && Words[Before].Text == "this";
    return OfThis || (isRow(Before) && !Scope.RowIsWrapped) ? Reading::Plain : Reading::MayFail;
  }
  case star:
    if (isOperand(Before) || (isRow(I + 1) && is(I + 2, r_paren) && !Scope.RowIsWrapped))
      return Reading::Plain;
    return Reading::MayFail;
  case slash:
  case percent:
    return is(I + 1, numeric_constant) && Words[I + 1].Text != "0" ? Reading::Plain
                                                                   : Reading::MayFail;
  case l_square:
    return is(I + 1, l_square) || is(Before, l_square) ? Reading::Plain : Reading::MayFail;
  case plusplus:
  case minusminus:
    return Reading::MayChange;
  case lessless:
  case greatergreater:
    return is(I + 1, numeric_constant) || is(Before, numeric_constant) ? Reading::Plain
                                                                       : Reading::MayChange;
  case l_paren:
    return isName(Before) || is(Before, greater) ? ofCall(Before) : Reading::Plain;
  case raw_identifier: {
    llvm::StringRef Text = Words[I].Text;
    if (Text == "throw")
      return Reading::MayFail;
    return Text == "new" || Text == "delete" || Text == "goto" || Text == "co_await"
               ? Reading::MayChange
               : Reading::Plain;
  }
  default:
    if (isAssignment(Words[I].K)) {
      // Of a local that is declared here: its type stands before its name.
      bool Declares = Words[I].K == equal && isName(Before) &&
                      (isName(Before - 1) || is(Before - 1, amp) || is(Before - 1, star) ||
                       is(Before - 1, greater));
      return Declares ? Reading::Plain : Reading::MayChange;
    }
    return Reading::Plain;
  }
}

/// What the call does whose "(" stands behind word \p Name.
Reading ReadingJudge::ofCall(size_t Name) {
  using namespace clang::tok;
  size_t Open = Name + 1;
  if (is(Name, greater)) { // static_cast<T>(…), get<0>(…)
    int Nested = 0;
    for (; Name < Words.size(); --Name) {
      Nested += is(Name, greater) ? 1 : (is(Name, greatergreater) ? 2 : 0);
      Nested -= is(Name, less) ? 1 : 0;
      if (Nested == 0)
        break;
    }
    --Name;
    if (!isName(Name))
      return Reading::Plain; // a comparison
  }
  llvm::StringRef Called = Words[Name].Text;
  bool Member = is(Name - 1, period) || is(Name - 1, arrow);
  bool Asks = is(Open + 1, r_paren);
  bool OfRow = Member && isRow(Name - 2);

  bool Written = false;
  Reading Worst = Reading::Plain;
  for (FunctionId F : Scope.Around)
    for (EventId Id = 0; Id < C.P.facts(F).Events.size(); ++Id) {
      const Event &E = C.P.facts(F).Events[Id];
      llvm::StringRef Callee = C.P.text(F, E.CalleeName);
      if ((E.K != Event::Kind::Call && E.K != Event::Kind::Invoke) ||
          (Callee != Called && !Callee.ends_with(("::" + Called).str())))
        continue;
      Written = true;
      std::vector<FunctionId> Targets = C.P.targets({F, Id});
      // An accessor that is only declared: taken at its word.
      Worst =
          worse(Worst, !Targets.empty() ? ofFunctions(Targets)
                                        : (Member && Asks ? Reading::Plain : Reading::MayChange));
    }
  if (Written)
    return Worst;
  if (Member && Asks) {
    std::vector<FunctionId> Known;
    if (OfRow && !Scope.RowClass.empty())
      Known = C.functionsCalled(Scope.RowClass + "::" + Called.str(), 0);
    if (Known.empty() && !isHarmless(Called))
      Known = C.functionsCalled("::" + Called.str(), 0);
    if (!Known.empty())
      return ofFunctions(Known);
  }
  if (isHarmless(Called))
    return Reading::Plain;
  // "Kind(number)": no function of the project is called here.
  bool Converts = !Member && !is(Name - 1, coloncolon) && llvm::isUpper(Called.front()) &&
                  llvm::any_of(Called, [](char Ch) { return llvm::isLower(Ch); });
  if (Converts || (OfRow && Asks && !Scope.RowIsWrapped))
    return Reading::Plain;
  return Reading::MayFail;
}

Reading ReadingJudge::ofFunctions(llvm::ArrayRef<FunctionId> All) {
  Reading Worst = Reading::Plain;
  for (FunctionId F : All)
    Worst = worse(Worst, ofFunction(F));
  return Worst;
}

Reading ReadingJudge::ofFunction(FunctionId F) {
  const FunctionFacts &Facts = C.P.facts(F);
  if (Depth >= MaxDepth || Facts.Cut || !Facts.Stores.empty() || Facts.Body.InMacro)
    return Reading::MayChange;
  bool Queries = llvm::any_of(Facts.Events, [](const Event &E) {
    return E.K != Event::Kind::Call && E.K != Event::Kind::Lookup;
  });
  std::string Body = C.text(F, Facts.Body);
  if (Queries || Body.empty())
    return Reading::MayChange;
  ReadingScope Inside;
  Inside.Around = {F};
  return ReadingJudge(C, Inside, Depth + 1).ofCode(Body);
}

} // namespace

Reading readingOf(PlanContext &C, const std::string &Code, const ReadingScope &Scope) {
  return ReadingJudge(C, Scope, 0).ofCode(Code);
}

} // namespace nplus1
