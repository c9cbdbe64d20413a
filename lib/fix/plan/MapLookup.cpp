#include "fix/plan/MapLookup.h"

#include "fix/plan/LoadTree.h"
#include "fix/plan/LoopTexts.h"

#include <algorithm>

namespace nplus1 {

namespace {

constexpr size_t NoParent = ~size_t(0);

/// A change of bytes inside a function.
struct Piece {
  std::string File;
  uint32_t Offset;
  uint32_t Length;
  std::string Text;
};

class Planner {
public:
  Planner(PlanContext &C, const std::vector<const LinkedFinding *> &Findings,
          const FixTemplate &Template)
      : C(C), Findings(Findings), Template(Template), Root(Findings.front()->Root),
        Loop(C.P.loop(Root)) {}

  PlanOrReason run() {
    if (!checkLoop() || !buildTree() || !findHelpers())
      return PlanOrReason::no(WhyNot);
    nameBatches();
    if (!writeStatements() || !rewriteAccesses() || !passBatches())
      return PlanOrReason::no(WhyNot);
    return finish();
  }

private:
  bool no(std::string Why) {
    WhyNot = std::move(Why);
    return false;
  }

  // -- what can be done at all ---------------------------------------------------
  bool checkLoop() {
    const FunctionFacts &F = C.P.facts(Root.Function);
    if (Findings.front()->In != Root.Function)
      return no("the loop is in another function than its body");
    if (F.Instance)
      return no("the loop is in a template");
    if (!Loop.Insertion.isValid())
      return no("there is no place for a declaration before the loop");
    if (!Loop.RangePlace.isValid() || Loop.RangePlace.InMacro)
      return no("what the loop runs over is not written where it could be named");
    return true;
  }

  bool buildTree() {
    Nodes = loadTree(C, Findings, WhyNot);
    return !Nodes.empty();
  }

  /// The functions between the loop and the accesses, which need the batches.
  bool findHelpers() {
    for (size_t N = 0; N < Nodes.size(); ++N)
      for (const Access *A : Nodes[N].Accesses)
        for (size_t I = 1; I < A->How.Chain.size(); ++I) {
          EventRef Call = A->How.Chain[I - 1];
          FunctionId Helper = A->How.Chain[I].Function;
          if (C.P.event(Call).InPlace) {
            if (!C.P.facts(Helper).CapturesByReference)
              return no("the lambda in the loop does not capture by reference");
            continue;
          }
          Calls.insert(Call);
          std::vector<size_t> &Needed = Helpers[Helper];
          size_t Batch = batchOf(N);
          if (std::find(Needed.begin(), Needed.end(), Batch) == Needed.end())
            Needed.push_back(Batch);
        }
    Involved.insert(Root.Function);
    for (auto &[Helper, Needed] : Helpers) {
      std::sort(Needed.begin(), Needed.end());
      Involved.insert(Helper);
      if (!checkHelper(Helper))
        return false;
    }
    return true;
  }

  bool checkHelper(FunctionId Helper) {
    const FunctionFacts &F = C.P.facts(Helper);
    std::string Name = "'" + C.P.text(Helper, F.Name) + "'";
    if (!C.P.unit(Root.Function).Cpp20)
      return no("the query is in " + Name + ", and passing it a batch takes C++20");
    if (!F.Internal || F.Virtual || F.Constructor || F.Redeclared)
      return no("the query is in " + Name + ", which other code may call");
    if (F.Instance || F.Variadic || !F.ParametersEnd.isValid() || F.ParametersEnd.InMacro)
      return no("the query is in " + Name + ", whose parameters cannot be changed");
    for (EventRef Caller : C.P.functions()[Helper].Callers)
      if (!Calls.count(Caller))
        return no("the query is in " + Name + ", which is called from elsewhere, too");
    if (C.P.text(Helper, F.Where.File) !=
            C.P.text(Root.Function, C.P.facts(Root.Function).Where.File) ||
        F.Where.Offset > Loop.Where.Offset)
      return no("the query is in " + Name + ", which is not defined before the loop");
    return true;
  }

  /// All branches of a generic key share the first one's batch.
  size_t batchOf(size_t N) const {
    if (!Nodes[N].Generic)
      return N;
    for (size_t I = 0; I < Nodes.size(); ++I)
      if (Nodes[I].Generic)
        return I;
    return N;
  }

  void nameBatches() {
    std::set<std::string> Taken;
    Names.resize(Nodes.size());
    for (size_t N = 0; N < Nodes.size(); ++N) {
      if (batchOf(N) != N) {
        Names[N] = Names[batchOf(N)];
        continue;
      }
      const LoadNode &Node = Nodes[N];
      std::vector<std::string> Wanted;
      const Event &E = C.P.event(Node.Accesses.front()->How.What);
      if (Node.Generic)
        Wanted = {"targets", "relatedRows"};
      else if (E.K == Event::Kind::Load)
        Wanted = {plural(Node.Relation)};
      else if (std::string Base = withoutKeySuffix(Node.Relation); !Base.empty())
        Wanted = {plural(Base)};
      Wanted.push_back(plural(lowerFirst(Node.EntityName)));
      Wanted.push_back(lowerFirst(Node.EntityName) + "Batch");
      Names[N] = C.freeName(Involved, Wanted, Taken);
      Taken.insert(Names[N]);
    }
    TakenNames = std::move(Taken);
  }

  // -- the statements before the loop -------------------------------------------------
  /// The rows as they can be named before the loop.
  bool nameRows() {
    std::string Range = C.text(Root.Function, Loop.RangePlace);
    // for_each(orders.begin(), …): the container.
    if (Loop.K == nplus1::Loop::Kind::Algorithm)
      for (const char *Begin : {".begin()", ".cbegin()", "->begin()"})
        if (size_t At = Range.rfind(Begin);
            At != std::string::npos && At + strlen(Begin) == Range.size())
          Range = (Begin[0] == '-' ? "*" : "") + Range.substr(0, At);
    if (isPlainLvalue(Range) || (Range.size() > 1 && Range[0] == '*' &&
                                 isPlainLvalue(Range.substr(1)))) {
      Rows = Range;
      return visibleBeforeLoop(Range) || no("the rows have no name before the loop");
    }
    if (Loop.K != nplus1::Loop::Kind::RangeFor || !Loop.InBlock)
      return no("the rows have no name before the loop");
    Rows = C.freeName(Involved, {plural(rowName(C, Root)), "rows"}, TakenNames);
    TakenNames.insert(Rows);
    Statements.push_back((Loop.RangeTemporary ? "const auto " : "auto &&") + Rows + " = " +
                         Range + ";");
    // A loop variable that may change the rows needs rows that may be changed.
    std::string Header = C.text(Root.Function, Loop.Header);
    bool ReadOnly = Header.find("const ") < Header.find(':') || !Loop.RangeTemporary ||
                    Header.substr(0, Header.find(':')).find('&') == std::string::npos;
    if (!ReadOnly)
      Statements.back().replace(0, strlen("const "), "");
    add(Root.Function, Loop.RangePlace, Rows);
    return true;
  }

  /// Locals that \p Code names are declared before the loop.
  bool visibleBeforeLoop(const std::string &Code) const {
    std::set<std::string> Used = freeIdentifiers(Code);
    for (const Variable &Local : C.P.facts(Root.Function).Variables)
      if (Used.count(C.P.text(Root.Function, Local.Name)) &&
          Local.Declaration.Offset >= Loop.Insertion.Offset)
        return false;
    return true;
  }

  bool writeStatements() {
    if (!nameRows())
      return false;
    for (size_t N = 0; N < Nodes.size(); ++N) {
      if (batchOf(N) != N)
        continue;
      std::string Context;
      if (!contextOf(N, Context))
        return false;
      std::string Text = Nodes[N].Generic ? Template.GenericStatement : Template.Statement;
      if (Context.empty()) // every row brings its own
        for (const char *Optional : {"{context}, ", "{context}"})
          if (size_t At = Text.find(Optional); At != std::string::npos)
            Text.erase(At, strlen(Optional));
      std::vector<std::pair<std::string, std::string>> With{{"batch", Names[N]},
                                                            {"context", Context}};
      if (Nodes[N].Generic) {
        std::string Types, Keys;
        if (!genericParts(Types, Keys))
          return false;
        With.insert(With.end(), {{"rows", Rows}, {"types", Types}, {"keys", Keys}});
      } else {
        std::string Element, Key;
        if (!keyOf(N, Element, Key))
          return false;
        With.insert(With.end(), {{"rows", rowsOf(N)},
                                 {"element", Element},
                                 {"key", Key},
                                 {"entity", Nodes[N].Entity}});
      }
      Statements.push_back(filled(Text, With));
    }
    return true;
  }

  std::string rowsOf(size_t N) const {
    size_t Parent = Nodes[N].Parent;
    if (Parent == NoParent)
      return Rows;
    return Nodes[Parent].Generic ? Names[Parent] + ".of<" + Nodes[Parent].Entity + ">()"
                                 : Names[Parent];
  }

  /// The session that the lookups of node \p N run on, as named before the loop;
  /// empty if each row knows its own.
  bool contextOf(size_t N, std::string &Context) {
    bool First = true;
    for (size_t Same = 0; Same < Nodes.size(); ++Same) {
      if (batchOf(Same) != N)
        continue;
      for (const Access *A : Nodes[Same].Accesses) {
        const Role *R = C.P.roleOf(A->How.What);
        const Event &E = C.P.event(A->How.What);
        std::string Text;
        if (E.K == Event::Kind::Find && R && R->Context.K == Operand::Kind::Argument) {
          if (R->Context.Index >= E.ArgumentPlaces.size() ||
              E.ArgumentPlaces[R->Context.Index].InMacro)
            return no("the session of one lookup is not written at the call");
          auto Named = atLoop(C, *A, A->How.Chain.size() - 1,
                              C.text(A->How.What.Function, E.ArgumentPlaces[R->Context.Index]));
          if (!Named || !isPlainLvalue(*Named) || !visibleBeforeLoop(*Named) ||
              freeIdentifiers(*Named).count(rowName(C, Root)))
            return no("the session of one lookup has no name before the loop");
          Text = *Named;
        }
        if (!First && Text != Context && !Text.empty() && !Context.empty())
          return no("the lookups run on different sessions");
        Context = Text.empty() ? Context : Text;
        First = false;
      }
    }
    return true;
  }

  /// The callable of a row that gives the key of node \p N: its parameter and
  /// what it returns.
  bool keyOf(size_t N, std::string &Element, std::string &Key) {
    const LoadNode &Node = Nodes[N];
    Element = Node.Parent == NoParent ? rowName(C, Root)
                                      : lowerFirst(Nodes[Node.Parent].EntityName);
    for (const Access *A : Node.Accesses) {
      std::string Text;
      const Event &E = C.P.event(A->How.What);
      if (E.K == Event::Kind::Load) {
        const Role *R = C.P.roleOf(A->How.What);
        if (!R || R->KeyText.empty())
          return no("the key of '" + Node.Relation + "' cannot be read without a query");
        bool Arrow = E.ReceiverPlace.isValid() ? E.ReceiverArrow : true;
        Text = filled(R->KeyText, {{"object", Element},
                                   {"access", Arrow ? "->" : "."},
                                   {"name", C.P.text(A->How.What.Function, E.Method)}});
      } else if (!lookupKey(*A, Node.Parent, Element, Text)) {
        return false;
      }
      if (!Key.empty() && Key != Text)
        return no("the same rows are looked up by different keys");
      Key = Text;
    }
    return true;
  }

  const Place *keyPlace(const Access &A) const {
    const Role *R = C.P.roleOf(A.How.What);
    const Event &E = C.P.event(A.How.What);
    if (!R || R->Key.K != Operand::Kind::Argument || R->Key.Index >= E.ArgumentPlaces.size() ||
        E.ArgumentPlaces[R->Key.Index].InMacro)
      return nullptr;
    return &E.ArgumentPlaces[R->Key.Index];
  }

  /// The key argument of a lookup as it reads for a row called \p Element.
  bool lookupKey(const Access &A, size_t Parent, const std::string &Element, std::string &Text) {
    const Place *At = keyPlace(A);
    if (!At)
      return no("the key of one lookup is not an argument of its own");
    std::string Written = C.text(A.How.What.Function, *At);
    if (Parent == NoParent) {
      if (A.How.Keys.empty() || !isOfElement(C.T, A.How.Keys.front(), Root))
        return no("the key of one lookup depends on more than the row");
      auto Named = atLoop(C, A, A.How.Chain.size() - 1, Written);
      if (!Named || !onlyRow(*Named))
        return no("the key of one lookup cannot be written before the loop");
      Text = *Named;
      return true;
    }
    // A field of what was loaded: named by the variable that holds it.
    FunctionId In = A.How.What.Function;
    std::set<std::string> Used = freeIdentifiers(Written);
    for (const Variable &Local : C.P.facts(In).Variables) {
      const std::string &Name = C.P.text(In, Local.Name);
      if (Used.count(Name)) {
        Text = withIdentifier(Written, Name, Element);
        Used.erase(Name);
        for (const Variable &Other : C.P.facts(In).Variables)
          if (Used.count(C.P.text(In, Other.Name)))
            return no("the key of one lookup depends on more than the loaded row");
        return true;
      }
    }
    return no("the key of one lookup cannot be written before the loop");
  }

  /// \p Code names no local of the loop's function but the loop's own variable,
  /// which must be a plain one.
  bool onlyRow(const std::string &Code) const {
    const FunctionFacts &F = C.P.facts(Root.Function);
    std::set<std::string> Used = freeIdentifiers(Code);
    std::string Row = Loop.Variable ? C.P.text(Root.Function, Loop.Variable) : std::string();
    if (Row.empty() || !Used.count(Row))
      return false;
    for (const Variable &Local : F.Variables)
      if (Used.count(C.P.text(Root.Function, Local.Name)) &&
          C.P.text(Root.Function, Local.Name) != Row)
        return false;
    for (const Parameter &Other : F.Parameters)
      if (Used.count(C.P.text(Root.Function, Other.Name)))
        return false;
    return !Used.count("this");
  }

  /// {types} and {keys} of a batch by type.
  bool genericParts(std::string &Types, std::string &Keys) {
    std::vector<std::string> Seen;
    for (const LoadNode &Node : Nodes) {
      if (!Node.Generic)
        continue;
      std::string Tags;
      for (const std::string &Tag : Node.Tags)
        Tags += (Tags.empty() ? "" : ", ") + Tag;
      Types += (Types.empty() ? "" : ", ") +
               filled(Template.GenericType, {{"entity", Node.Entity}, {"tag", Tags}});
      for (const Access *A : Node.Accesses) {
        const Condition *Case = tagCondition(C.T, *A);
        size_t Level = 0;
        for (size_t I = 0; I < A->How.Chain.size(); ++I)
          if (A->How.Chain[I].Function == Case->Function)
            Level = I;
        const Guard &Test = C.P.facts(Case->Function).Guards[Case->Id];
        auto Tag = Test.ConditionPlace.isValid() && !Test.ConditionPlace.InMacro
                       ? atLoop(C, *A, Level, C.text(Case->Function, Test.ConditionPlace))
                       : std::nullopt;
        if (!Tag || !onlyRow(*Tag) || !isOfElement(C.T, Case->What, Root))
          return no("the type of a row cannot be written before the loop");
        std::string Key;
        if (!lookupKey(*A, NoParent, rowName(C, Root), Key))
          return false;
        std::string Item = filled(Template.GenericKey,
                                  {{"element", rowName(C, Root)}, {"tag", *Tag}, {"key", Key}});
        if (std::find(Seen.begin(), Seen.end(), Item) == Seen.end()) {
          Seen.push_back(Item);
          Keys += (Keys.empty() ? "" : ", ") + Item;
        }
      }
    }
    return true;
  }

  // -- the accesses ---------------------------------------------------------------------
  void add(FunctionId In, const Place &At, std::string Text) {
    Pieces.push_back({C.P.text(In, At.File), At.Offset, At.Length, std::move(Text)});
  }
  void add(FunctionId In, const Place &In2, uint32_t From, uint32_t To, std::string Text) {
    Pieces.push_back({C.P.text(In, In2.File), From, To - From, std::move(Text)});
  }

  bool rewriteAccesses() {
    std::set<EventRef> Done;
    for (size_t N = 0; N < Nodes.size(); ++N)
      for (const Access *A : Nodes[N].Accesses) {
        if (!Done.insert(A->How.What).second)
          continue;
        FunctionId In = A->How.What.Function;
        const Event &E = C.P.event(A->How.What);
        if (!E.Where.isValid() || E.Where.InMacro)
          return no("the query is written in a macro");
        if (C.P.facts(In).Instance)
          return no("the query is in a template");
        const char Hole = '\1';
        std::string Key(1, Hole);
        Place Inside;
        if (E.K == Event::Kind::Load) {
          const Role *R = C.P.roleOf(A->How.What);
          bool Implicit = !E.ReceiverPlace.isValid() || E.ReceiverPlace.Length == 0 ||
                          C.text(In, E.ReceiverPlace) == C.text(In, E.Where);
          Key = filled(R->KeyText, {{"object", Implicit ? "" : Key},
                                    {"access", Implicit ? "" : (E.ReceiverArrow ? "->" : ".")},
                                    {"name", C.P.text(In, E.Method)}});
          if (!Implicit)
            Inside = E.ReceiverPlace;
        } else {
          const Place *At = keyPlace(*A);
          if (!At)
            return no("the key of one lookup is not an argument of its own");
          Inside = *At;
        }
        bool Dependent = Helpers.count(In) != 0;
        const std::string &Expression =
            !Nodes[N].Generic ? Template.Expression
            : Dependent       ? Template.GenericDependentExpression
                              : Template.GenericExpression;
        std::string Whole = filled(Expression, {{"batch", Names[N]},
                                                {"entity", Nodes[N].Entity},
                                                {"key", Key}});
        size_t At = Whole.find(Hole);
        if (At == std::string::npos) {
          add(In, E.Where, Whole);
        } else {
          if (Inside.InMacro || Inside.Offset < E.Where.Offset || Inside.end() > E.Where.end())
            return no("the query is written in a macro");
          add(In, E.Where, E.Where.Offset, Inside.Offset, Whole.substr(0, At));
          add(In, E.Where, Inside.end(), E.Where.end(), Whole.substr(At + 1));
        }
        Ranges.push_back({C.P.text(In, E.Where.File), E.Where.Offset, E.Where.Length, ""});
      }
    return true;
  }

  // -- the helpers --------------------------------------------------------------------------
  /// Gives each helper its batches: in place of a session that it no longer
  /// needs, else behind its parameters.
  bool passBatches() {
    std::map<FunctionId, uint32_t> Replaced;
    // Innermost helpers first: what they no longer need, their callers may not.
    std::vector<FunctionId> Order;
    for (auto &[Helper, Needed] : Helpers)
      Order.push_back(Helper);
    std::sort(Order.begin(), Order.end(), [&](FunctionId A, FunctionId B) {
      return depthOf(A) > depthOf(B);
    });
    for (FunctionId Helper : Order) {
      const FunctionFacts &F = C.P.facts(Helper);
      std::vector<size_t> &Needed = Helpers[Helper];
      uint32_t Instead = sparedParameter(Helper, Replaced);
      Replaced[Helper] = Instead;
      std::string Added;
      for (size_t I = 0; I < Needed.size(); ++I) {
        std::string Parameter = "auto &" + Names[Needed[I]];
        if (I == 0 && Instead != None)
          add(Helper, F.Parameters[Instead].Where, Parameter);
        else
          Added += (Added.empty() && F.Parameters.empty() ? "" : ", ") + Parameter;
      }
      if (!Added.empty())
        add(Helper, F.ParametersEnd, Added);
    }
    for (EventRef Call : Calls) {
      const Event &E = C.P.event(Call);
      for (FunctionId Helper : C.P.targets(Call)) {
        auto It = Helpers.find(Helper);
        if (It == Helpers.end())
          continue;
        if (!E.Where.isValid() || E.Where.InMacro || C.text(Call.Function, E.Where).back() != ')')
          return no("a helper is called in a macro");
        uint32_t Instead = Replaced[Helper];
        std::string Added;
        for (size_t I = 0; I < It->second.size(); ++I) {
          const std::string &Name = Names[It->second[I]];
          if (I == 0 && Instead != None)
            add(Call.Function, E.ArgumentPlaces[Instead], Name);
          else
            Added += (Added.empty() && E.ArgumentPlaces.empty() ? "" : ", ") + Name;
        }
        if (!Added.empty())
          add(Call.Function, E.Where, E.Where.end() - 1, E.Where.end() - 1, Added);
      }
    }
    return true;
  }

  size_t depthOf(FunctionId Helper) const {
    size_t Deepest = 0;
    for (const LoadNode &Node : Nodes)
      for (const Access *A : Node.Accesses)
        for (size_t I = 0; I < A->How.Chain.size(); ++I)
          if (A->How.Chain[I].Function == Helper)
            Deepest = std::max(Deepest, I);
    return Deepest;
  }

  /// A parameter whose every use the plan removes; None if there is none.
  uint32_t sparedParameter(FunctionId Helper, const std::map<FunctionId, uint32_t> &Replaced) {
    const FunctionFacts &F = C.P.facts(Helper);
    for (uint32_t K = 0; K < F.Parameters.size(); ++K) {
      if (!F.Parameters[K].Where.isValid() || F.Parameters[K].Where.InMacro ||
          !F.Parameters[K].Uses)
        continue;
      uint32_t Gone = 0;
      std::set<EventRef> Seen;
      for (const LoadNode &Node : Nodes)
        for (const Access *A : Node.Accesses) {
          const Role *R = C.P.roleOf(A->How.What);
          const Event &E = C.P.event(A->How.What);
          if (A->How.What.Function == Helper && Seen.insert(A->How.What).second && R &&
              E.K == Event::Kind::Find && R->Context.K == Operand::Kind::Argument &&
              R->Context.Index < E.ArgumentPlaces.size() &&
              C.text(Helper, E.ArgumentPlaces[R->Context.Index]) ==
                  C.P.text(Helper, F.Parameters[K].Name))
            ++Gone;
        }
      for (EventRef Call : Calls) {
        if (Call.Function != Helper)
          continue;
        const Event &E = C.P.event(Call);
        for (FunctionId Inner : C.P.targets(Call))
          if (auto It = Replaced.find(Inner); It != Replaced.end() && It->second != None &&
                                              It->second < E.ArgumentPlaces.size() &&
                                              C.text(Helper, E.ArgumentPlaces[It->second]) ==
                                                  C.P.text(Helper, F.Parameters[K].Name))
            ++Gone;
      }
      if (Gone == F.Parameters[K].Uses)
        return K;
    }
    return None;
  }

  // -- the plan ---------------------------------------------------------------------------------
  bool writesInLoop() const {
    for (FunctionId F : Involved)
      for (const Event &E : C.P.facts(F).Events) {
        if (E.K != Event::Kind::Write)
          continue;
        if (F != Root.Function)
          return true;
        for (LoopId L = E.Loop; L != None; L = C.P.facts(F).Loops[L].Parent)
          if (L == Root.Loop)
            return true;
      }
    return false;
  }

  bool changesRows() const {
    const FunctionFacts &F = C.P.facts(Root.Function);
    std::string Range = C.text(Root.Function, Loop.RangePlace);
    return std::any_of(F.Events.begin(), F.Events.end(), [&](const Event &E) {
      bool Inside = false;
      for (LoopId L = E.Loop; L != None; L = F.Loops[L].Parent)
        Inside |= L == Root.Loop;
      return Inside && E.K == Event::Kind::Store &&
             C.text(Root.Function, E.ReceiverPlace) == Range;
    });
  }

  PlanOrReason finish() {
    if (changesRows())
      return PlanOrReason::no("the loop changes the rows that it runs over");
    FixPlan Plan;
    Plan.Change.Shape = Template.Shape;
    Plan.Change.Safety = FixSafety::Safe;
    if (writesInLoop()) {
      Plan.Change.Safety = FixSafety::Unsafe;
      Plan.Change.Why = "the loop writes to the database, and what was loaded before a write is "
                        "not loaded again after it";
    }
    std::string List;
    for (const LoadNode &Node : Nodes)
      List += (List.empty() ? "" : ", ") + Node.EntityName;
    Plan.Change.Title = Nodes.size() == 1
                            ? "load every " + List + " of the loop with one query"
                            : "load " + List + " of the loop with one query each";
    std::string Before;
    for (const std::string &Statement : Statements)
      Before += Statement + "\n";
    Plan.Change.Edits.push_back(
        {C.P.text(Root.Function, Loop.Insertion.File), Loop.Insertion.Offset, 0, Before});
    mergePieces(Plan.Change.Edits);
    for (const std::string &Header : Template.Includes)
      Plan.Headers.push_back({C.P.text(Root.Function, Loop.Where.File), Header});
    Plan.QueriesSaved = Nodes.size();
    return {std::move(Plan), {}};
  }

  /// Pieces inside one rewritten access become one edit, so that nested accesses
  /// are wrapped whole.
  void mergePieces(std::vector<Edit> &Out) {
    auto Before = [](const Piece &A, const Piece &B) {
      return std::tie(A.File, A.Offset, A.Length) < std::tie(B.File, B.Offset, B.Length);
    };
    std::sort(Ranges.begin(), Ranges.end(), [](const Piece &A, const Piece &B) {
      return std::tuple(A.File, A.Offset, -int64_t(A.Length)) <
             std::tuple(B.File, B.Offset, -int64_t(B.Length));
    });
    std::vector<Piece> Outermost;
    for (const Piece &R : Ranges)
      if (Outermost.empty() || Outermost.back().File != R.File ||
          R.Offset >= Outermost.back().Offset + Outermost.back().Length)
        Outermost.push_back(R);
    // Pieces at one offset keep the order in which nesting made them: an outer
    // access is rewritten later and starts further left.
    std::vector<Piece> Rest;
    for (const Piece &Range : Outermost) {
      std::vector<Piece> Mine;
      for (const Piece &P : Pieces)
        if (P.File == Range.File && P.Offset >= Range.Offset &&
            P.Offset + P.Length <= Range.Offset + Range.Length)
          Mine.push_back(P);
      std::reverse(Mine.begin(), Mine.end()); // outer accesses are later nodes
      sortKeepingOrder(Mine);
      std::string Text = C.textAt(Range.File, Range.Offset, Range.Length);
      std::string New;
      uint32_t Done = Range.Offset;
      for (const Piece &P : Mine) {
        New += Text.substr(Done - Range.Offset, P.Offset - Done) + P.Text;
        Done = P.Offset + P.Length;
      }
      New += Text.substr(Done - Range.Offset);
      Out.push_back({Range.File, Range.Offset, Range.Length, New});
    }
    for (const Piece &P : Pieces)
      if (std::none_of(Outermost.begin(), Outermost.end(), [&](const Piece &R) {
            return P.File == R.File && P.Offset >= R.Offset &&
                   P.Offset + P.Length <= R.Offset + R.Length;
          }))
        Rest.push_back(P);
    std::sort(Rest.begin(), Rest.end(), Before);
    for (Piece &P : Rest)
      Out.push_back({P.File, P.Offset, P.Length, std::move(P.Text)});
  }

  static void sortKeepingOrder(std::vector<Piece> &Pieces) {
    for (size_t I = 1; I < Pieces.size(); ++I)
      for (size_t J = I; J > 0 && Pieces[J].Offset < Pieces[J - 1].Offset; --J)
        std::swap(Pieces[J], Pieces[J - 1]);
  }

  PlanContext &C;
  const std::vector<const LinkedFinding *> &Findings;
  const FixTemplate &Template;
  LoopRef Root;
  const nplus1::Loop &Loop;
  std::string WhyNot;
  std::vector<LoadNode> Nodes;
  std::vector<std::string> Names;
  std::set<std::string> TakenNames;
  std::map<FunctionId, std::vector<size_t>> Helpers;
  std::set<EventRef> Calls;
  std::set<FunctionId> Involved;
  std::string Rows;
  std::vector<std::string> Statements;
  std::vector<Piece> Pieces;
  std::vector<Piece> Ranges;
};

} // namespace

PlanOrReason planMapLookup(PlanContext &C, const std::vector<const LinkedFinding *> &Findings,
                           const FixTemplate &Template) {
  return Planner(C, Findings, Template).run();
}

} // namespace nplus1
