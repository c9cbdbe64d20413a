#include "driver/MentionedNames.h"

#include "driver/RawTokens.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/Support/xxhash.h"

using namespace clang;
using namespace llvm;

namespace nplus1 {
namespace {

uint32_t hashOf(StringRef Name) { return uint32_t(xxh3_64bits(Name)); }

/// Follows the tokens of a file and says which of them are in a macro's body, in a
/// template, or in a function or lambda with a parameter of type auto.
class OpenCode {
public:
  /// Whether \p T is in such code; \p Name is its text if it is an identifier.
  bool operator()(const Token &T, StringRef Name) {
    if (T.isAtStartOfLine())
      inMacro = false;
    if (Name == "define" && Last == tok::hash)
      inMacro = true;
    if (!inMacro)
      follow(T, Name);
    Last = T.getKind();
    LastName = Name;
    return inMacro || inTemplate || BodyFrom;
  }

private:
  struct Parenthesis {
    bool OfStatement;
    bool HasAuto = false;
  };
  bool inMacro = false;
  bool inTemplate = false;
  unsigned TemplateBraces = 0; ///< around the template
  unsigned BodiesLeft = 0;     ///< "requires { … }" comes before the template's own
  unsigned Braces = 0;
  unsigned BodyFrom = 0; ///< the braces inside a body with auto; 0: in none
  bool AutoBefore = false;
  SmallVector<Parenthesis, 8> Open;
  tok::TokenKind Last = tok::unknown;
  StringRef LastName;

  void follow(const Token &T, StringRef Name) {
    switch (T.getKind()) {
    case tok::raw_identifier:
      if (Name == "template" && !inTemplate) {
        inTemplate = true;
        TemplateBraces = Braces;
        BodiesLeft = 1;
      } else if (Name == "requires" && inTemplate && Braces == TemplateBraces) {
        BodiesLeft = 2;
      } else if (Name == "auto" && !Open.empty()) {
        Open.back().HasAuto = true;
      }
      break;
    case tok::l_paren:
      Open.push_back({is_contained({"for", "if", "while", "switch", "catch"}, LastName)});
      break;
    case tok::r_paren:
      if (!Open.empty()) {
        const Parenthesis Closed = Open.pop_back_val();
        AutoBefore |= Closed.HasAuto && !Closed.OfStatement;
      }
      break;
    case tok::l_brace:
      ++Braces;
      if (AutoBefore && !BodyFrom)
        BodyFrom = Braces;
      AutoBefore = false;
      break;
    case tok::r_brace:
      if (BodyFrom == Braces)
        BodyFrom = 0;
      Braces -= Braces > 0;
      if (inTemplate && Braces <= TemplateBraces && --BodiesLeft == 0)
        inTemplate = false;
      break;
    case tok::semi:
      AutoBefore = false;
      if (inTemplate && Braces <= TemplateBraces)
        inTemplate = false;
      break;
    default:
      break;
    }
  }
};

void sortUnique(NameHashes &Names) {
  sort(Names);
  Names.erase(std::unique(Names.begin(), Names.end()), Names.end());
}

} // namespace

MentionedNames mentionedIn(StringRef Text) {
  MentionedNames Names;
  OpenCode IsOpen;
  visitRawTokens(Text, [&](const Token &T, StringRef Name) {
    const bool Open = IsOpen(T, Name);
    if (Name.empty())
      return;
    Names.All.push_back(hashOf(Name));
    if (Open)
      Names.Open.push_back(Names.All.back());
  });
  sortUnique(Names.All);
  sortUnique(Names.Open);
  return Names;
}

std::optional<uint32_t> mentionOf(StringRef Function) {
  auto [Qualifier, Name] =
      Function.contains("::") ? Function.rsplit("::") : std::pair(StringRef(), Function);
  if (Name.empty() || Name == Qualifier || Name.starts_with("~") || Name.starts_with("operator") ||
      is_contained({"begin",
                    "end",
                    "cbegin",
                    "cend",
                    "rbegin",
                    "rend",
                    "get",
                    "size",
                    "data",
                    "empty",
                    "swap",
                    "hash_value",
                    "what",
                    "lock",
                    "unlock",
                    "try_lock",
                    "get_return_object",
                    "initial_suspend",
                    "final_suspend",
                    "return_value",
                    "return_void",
                    "yield_value",
                    "unhandled_exception",
                    "await_ready",
                    "await_suspend",
                    "await_resume",
                    "await_transform"},
                   Name))
    return std::nullopt;
  return hashOf(Name);
}

} // namespace nplus1
