#include "analysis/SqlText.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringExtras.h"

#include <utility>

namespace nplus1 {

namespace {

constexpr llvm::StringRef Mark = "sql:";

/// A piece of text may begin with "where".
bool isVerb(llvm::StringRef Word) {
  static const llvm::StringRef Verbs[] = {
      "select", "with",   "values", "show",   "insert",   "update", "delete",   "replace",
      "merge",  "create", "drop",   "alter",  "truncate", "begin",  "commit",   "set",
      "pragma", "call",   "exec",   "vacuum", "lock",     "copy",   "rollback", "grant"};
  return llvm::is_contained(Verbs, Word);
}

/// Functions of databases that are called for what they do, not for what they give.
bool hasEffect(llvm::StringRef Function) {
  static const llvm::StringRef Names[] = {"nextval",           "setval",
                                          "set_config",        "lo_create",
                                          "lo_unlink",         "lo_import",
                                          "dblink_exec",       "load_extension",
                                          "get_lock",          "release_lock",
                                          "pg_notify",         "pg_sleep",
                                          "pg_cancel_backend", "pg_terminate_backend"};
  return llvm::is_contained(Names, Function) || Function.starts_with("pg_advisory_") ||
         Function.starts_with("pg_try_advisory_");
}

/// \p Text without the comments and brackets that it begins with.
llvm::StringRef beginning(llvm::StringRef Text) {
  for (;;) {
    Text = Text.ltrim(" \n\t\r(");
    if (Text.consume_front("--"))
      Text = Text.drop_until([](char C) { return C == '\n'; });
    else if (Text.consume_front("/*"))
      Text = Text.split("*/").second;
    else
      return Text;
  }
}

struct Word {
  std::string Text; ///< in lower case
  bool Called;      ///< "(" follows
};

/// The words of \p Text outside of its quoted parts.
llvm::SmallVector<Word, 32> wordsOf(llvm::StringRef Text) {
  llvm::SmallVector<Word, 32> Words;
  auto InWord = [](char C) { return llvm::isAlnum(C) || C == '_'; };
  while (!Text.empty()) {
    if (char Quote = Text.front(); Quote == '\'' || Quote == '"') {
      Text = Text.drop_front().split(Quote).second;
    } else if (InWord(Quote)) {
      llvm::StringRef Found = Text.take_while(InWord);
      Text = Text.drop_front(Found.size());
      Words.push_back({Found.lower(), Text.ltrim(" ").starts_with("(")});
    } else {
      Text = Text.drop_front();
    }
  }
  return Words;
}

/// What a statement that begins with WITH or SELECT does.
std::string deedOf(std::string Verb, llvm::ArrayRef<Word> Words) {
  for (size_t I = 1; I < Words.size(); ++I) {
    const std::string &Here = Words[I].Text;
    if (Words[I].Called && hasEffect(Here))
      return "call";
    if (Verb != "with" || I + 1 == Words.size())
      continue;
    const std::string &Next = Words[I + 1].Text;
    if ((Next == "into" && (Here == "insert" || Here == "merge" || Here == "replace")) ||
        (Next == "from" && Here == "delete") || (Here == "update" && Words[I - 1].Text != "for"))
      return Here;
  }
  return Verb;
}

} // namespace

bool SqlStatement::reads() const {
  return Verb == "select" || Verb == "with" || Verb == "values" || Verb == "show";
}

SqlStatement readSql(llvm::StringRef Text) {
  Text = beginning(Text);
  SqlStatement Result;
  std::string First = Text.take_while([](char C) { return llvm::isAlpha(C); }).lower();
  if (!isVerb(First))
    return Result;
  Result.Verb = First;
  if (Result.reads())
    Result.Verb = deedOf(std::move(First), wordsOf(Text));
  if (size_t From = Text.find_insensitive(" from "); From != llvm::StringRef::npos)
    Result.Table = Text.drop_front(From + llvm::StringRef(" from ").size())
                       .ltrim(" \n\t\"`[")
                       .take_while([](char C) { return llvm::isAlnum(C) || C == '_' || C == '.'; })
                       .str();
  return Result;
}

std::string sqlMark(const SqlStatement &What) {
  return (Mark + What.Verb + " " + What.Table).str();
}

SqlStatement ofSqlMark(llvm::StringRef Name) {
  if (!Name.consume_front(Mark))
    return {};
  auto [Verb, Table] = Name.split(' ');
  return {Verb.str(), Table.str()};
}

} // namespace nplus1
