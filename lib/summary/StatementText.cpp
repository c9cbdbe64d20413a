#include "summary/StatementText.h"

namespace nplus1 {

namespace {

/// A literal as it is written: quotes, prefix and raw delimiter around it.
SqlStatement ofLiteral(llvm::StringRef Written) {
  auto [Prefix, Text] = Written.split('"');
  if (Prefix.size() > 3 || Text.empty())
    return {};
  if (Prefix.ends_with("R"))
    Text = Text.split('(').second;
  return readSql(Text);
}

class TextFinder {
public:
  TextFinder(const Program &P, Terms &T) : P(P), T(T) {}

  void look(FunctionId In, TermId Whole, bool IntoMembers) {
    T.visit(Whole, [&](TermId Part) {
      const Term &It = T[Part];
      if (It.K == Value::Kind::Constant) {
        SqlStatement Marked = ofSqlMark(T.name(Part));
        add(Marked.isKnown() ? Marked : ofLiteral(T.name(Part)));
      } else if (IntoMembers && It.K == Value::Kind::Field &&
                 T[It.Operands.front()].K == Value::Kind::This) {
        for (const Program::Stored &Store : P.storesTo(P.text(In, P.facts(In).Class), T.name(Part)))
          look(Store.In, T.of(Store.In, Store.What), /*IntoMembers=*/false);
      }
      return true;
    });
  }

  SqlStatement Found;

private:
  void add(const SqlStatement &Text) {
    if (Text.isKnown() && (!Found.isKnown() || !Text.reads()))
      Found = Text;
  }

  const Program &P;
  Terms &T;
};

} // namespace

SqlStatement statementText(const Program &P, Terms &T, const Effect &What) {
  TextFinder Finder(P, T);
  const FunctionId In = What.What.Function;
  const Event &E = P.event(What.What);
  for (ValueId Key : E.Keys)
    Finder.look(In, T.of(In, Key), /*IntoMembers=*/true);
  Finder.look(In, T.of(In, E.Receiver), /*IntoMembers=*/true);
  for (TermId Key : What.Keys)
    Finder.look(In, Key, /*IntoMembers=*/false);
  return Finder.Found;
}

} // namespace nplus1
