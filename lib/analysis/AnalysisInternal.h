//===- AnalysisInternal.h - The pipeline of one unit ----------------------===//
//
//   AST ──▶ functions ──▶ statements ──▶ expressions ──▶ calls ──▶ events
//          UnitExtractor  Statements     Expressions    Calls     (roles say
//                         Loops          Lambdas                  what they do)
//
// One walk per function, in the order in which the code runs. The walk keeps
// what every variable holds (Environment), the loop it is in, and the guards
// around it, and leaves values and events in FunctionFacts. It is an abstract
// interpretation over the statements: branches are walked with copies of the
// environment and merged, loop bodies are walked once with the variables that
// they change set to Counter, Element or Carried.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "analysis/Environment.h"
#include "analysis/Places.h"
#include "analysis/SqlText.h"
#include "analysis/VariableUses.h"
#include "orm/RoleIndex.h"

#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"

namespace nplus1 {

/// What the functions of one unit share.
struct UnitContext {
  UnitContext(clang::ASTContext &Ast, const RoleIndex &Roles, UnitFacts &Facts);

  clang::ASTContext &Ast;
  const RoleIndex &Roles;
  UnitFacts &Facts;
  StringTable Strings;
  PlaceMaker Places;

  /// A name for the function that is the same in every unit (Clang's USR; for a
  /// lambda, its place).
  StringId usr(const clang::FunctionDecl &Function);
  /// Whether the function is declared outside system headers, so that its body
  /// may be known here or in another unit.
  bool isProject(const clang::Decl &Declaration) const;
  /// The unqualified name of the entity class in \p Type; 0 if there is none.
  StringId entityName(clang::QualType Type);
  /// That class as it can be written from \p Where.
  StringId entityText(clang::QualType Type, const clang::DeclContext *Where);
  /// Whether the body of a lambda is new: a table of lambdas is read wherever it
  /// is used.
  bool isNewBody(const clang::FunctionDecl &Body) { return LambdaBodies.insert(&Body).second; }

  /// Whether an object of \p Type could be a row, hold rows or lead to some: it is
  /// of a class of the project or wraps one. In doubt it may.
  bool mayHoldRows(clang::QualType Type);

private:
  llvm::DenseSet<const clang::FunctionDecl *> LambdaBodies;
  bool mayHoldRows(clang::QualType Type, unsigned Depth);
  llvm::DenseMap<const clang::FunctionDecl *, StringId> Usrs;
  llvm::DenseMap<const clang::CXXRecordDecl *, bool> RowTypes;
};

/// Whether \p Class is a smart pointer around another one: operator->, one member.
bool isPointerWrapper(const clang::RecordDecl &Class);

/// Walks one function.
class FunctionExtractor {
public:
  FunctionExtractor(UnitContext &Unit, const clang::FunctionDecl &Function,
                    const clang::LambdaExpr *Lambda = nullptr);
  /// Appends the function's facts to the unit's.
  void run();

private:
  struct CallSite;

  // -- Statements.cpp ---------------------------------------------------------
  bool areConstant(llvm::ArrayRef<ValueId> All) const;
  void walk(const clang::Stmt *Node);
  void walkBlock(llvm::ArrayRef<const clang::Stmt *> Statements);
  void walkIf(const clang::IfStmt &If);
  void walkSwitch(const clang::SwitchStmt &Switch);
  void walkTry(const clang::CXXTryStmt &Try);
  void declare(const clang::DeclStmt &Declaration);
  void declareVariable(const clang::VarDecl &Variable, const clang::DeclStmt *Statement);
  void leave(const clang::Stmt *Statement); ///< return, throw, co_return
  void leaveLoop();                         ///< break
  void noteExit(size_t OuterTarget, bool Throws = false);

  // -- Conditions.cpp -----------------------------------------------------------
  /// Evaluates \p Condition; each conjunct becomes a guard under the current one.
  /// Returns the guard under which code runs if it is true.
  GuardId assume(const clang::Expr *Condition);
  /// The same of \p Test, "Left == Right".
  GuardId assumeEqual(const clang::Expr &Test, const clang::Expr *Left, const clang::Expr *Right);
  /// The same of "kind == book || kind == magazine": one case with two labels.
  GuardId assumeEither(const clang::BinaryOperator &Or);
  /// The guard under which \p Unequal, which asksForOtherTag(), does not hold.
  GuardId assumeNot(const clang::Expr *Unequal);
  /// "kind != book": what is written first is for the other tags.
  static bool asksForOtherTag(const clang::Expr *Condition);
  bool asksForFailure(const clang::Expr *Test);
  /// "if (!load(id, row)) return false;": what is to be done for each row failed for one.
  /// A search returns what it found.
  bool givesUp(const clang::IfStmt &If);
  /// A guard for \p Test, which came out as \p Outcome.
  GuardId addTest(const clang::Expr *Test, ValueId Outcome);
  GuardId addGuard(Guard::Kind Kind, ValueId Condition, StringId Tag = 0, bool Negated = false,
                   const clang::Expr *Tested = nullptr);

  // -- LoopChanges.cpp -------------------------------------------------------------
  /// Sets every location that \p Parts change to what it is inside loop \p Id.
  void changeIn(LoopId Id, llvm::ArrayRef<const clang::Stmt *> Parts);

  // -- Loops.cpp ------------------------------------------------------------------
  void walkRangeFor(const clang::CXXForRangeStmt &For);
  void walkFor(const clang::ForStmt &For);
  void walkWhile(const clang::WhileStmt &While);
  void walkDo(const clang::DoStmt &Do);
  ValueId evalHead(const clang::Expr *Condition);
  LoopId addLoop(Loop::Kind Kind, const clang::Stmt &Statement, const clang::Stmt *Body);
  /// Walks what is inside loop \p Id and merges the ways out of it.
  void inside(LoopId Id, llvm::function_ref<void()> Body);
  void setRange(LoopId Id, ValueId Container, const clang::Expr *Written);
  ValueId elementOf(ValueId Container, ValueId Index, const clang::Expr *Written);
  /// The innermost loop around the walk in which \p What varies; None if none.
  LoopId varyingHere(ValueId What) const;
  bool isConstantSize(const clang::ForStmt &For);
  /// If \p What is the element of a loop that has no name for it, takes it from \p Type.
  void nameElement(ValueId What, clang::QualType Type);

  // -- Expressions.cpp --------------------------------------------------------------
  ValueId eval(const clang::Expr *Expression);
  ValueId evalUncounted(const clang::Expr *Expression);
  ValueId evalBinary(const clang::BinaryOperator &Operator);
  ValueId evalUnary(const clang::UnaryOperator &Operator);
  ValueId evalConditional(const clang::AbstractConditionalOperator &Operator);
  ValueId evalMember(const clang::MemberExpr &Member);
  ValueId evalReference(const clang::ValueDecl &Declaration);
  ValueId evalChildren(const clang::Expr &Expression);
  ValueId read(Location At);
  ValueId untouched(Location At);
  Location locationOf(const clang::Expr *Expression);
  /// The variable that \p Variable, perhaps a reference, is a name of.
  const clang::ValueDecl *named(const clang::ValueDecl *Variable) const;
  void assign(const clang::Expr *Target, ValueId What);
  ValueId fieldOf(ValueId Base, llvm::StringRef Name, clang::QualType Type);

  // -- Escapes.cpp --------------------------------------------------------------------
  /// Notes that \p What may be used where the walk does not see it.
  void escape(ValueId What);
  /// The same for the value of \p Written, if its type may hold rows.
  void escape(const clang::Expr *Written, ValueId What);
  void escapeAll(const CallSite &Site);
  bool staysInView(const clang::Expr *Target) const;
  bool isTemporary(const clang::Expr *Target) const;
  /// If \p At is a member of *this, other functions find \p What in it.
  void noteStore(Location At, ValueId What);
  /// \p Target, which is at \p At, becomes \p What.
  void change(const clang::Expr *Target, Location At, ValueId What);

  // -- Calls.cpp ----------------------------------------------------------------------
  /// \p Object, if it is one of which nothing but its members is known, with these.
  ValueId withMembers(ValueId Object);
  ValueId evalCall(const clang::CallExpr &Call);
  ValueId evalConstruct(const clang::CXXConstructExpr &Construct);
  ValueId projectCall(CallSite &Site);
  void fillOutputs(const CallSite &Site, const clang::FunctionProtoType *Type, ValueId Result);
  ValueId invoke(CallSite &Site, ValueId Callee);
  EventId addEvent(Event E, const CallSite &Site);
  /// The project class that a library function makes out of its arguments, as
  /// std::make_unique<T>(…) does; null if \p Callee is no such function.
  const clang::CXXRecordDecl *madeClass(const clang::FunctionDecl &Callee) const;
  ValueId constructThrough(CallSite &Site, const clang::CXXRecordDecl &Class);

  // -- Algorithms.cpp --------------------------------------------------------------------
  /// A library function over the rows that the role names.
  ValueId iterate(const RoleMatch &Match, CallSite &Site);
  /// Runs the callable argument that the role names once per row of \p From.
  ValueId runPerRow(const Role &What, CallSite &Site, ValueId From);

  // -- EagerLoads.cpp --------------------------------------------------------------------
  ValueId prefetch(const RoleMatch &Match, CallSite &Site);

  // -- RoleEffects.cpp ------------------------------------------------------------------
  /// What a call of a declaration with a role does.
  ValueId applyRole(RoleMatch Match, CallSite &Site);
  ValueId load(const RoleMatch &Match, CallSite &Site);
  /// An event of the role that \p Match found, without what it reads.
  Event databaseEvent(Event::Kind Kind, const RoleMatch &Match);
  ValueId store(CallSite &Site);
  bool isQueryResult(ValueId What) const;
  /// How many rows a role lets through; nothing if it does not say, or not in numbers.
  std::optional<uint32_t> limitOf(const Role &What, const CallSite &Site) const;
  Location changedBy(const clang::Expr *Written);
  ValueId operand(const Operand &Named, const CallSite &Site, ValueId Otherwise);
  std::string operandText(const Operand &Named, const CallSite &Site);

  // -- QueryKeys.cpp --------------------------------------------------------------------
  std::vector<ValueId> keysOf(const Role &What, const CallSite &Site);
  /// Adds to \p Out what the members of \p Object were set to.
  void addMembers(ValueId Object, std::vector<ValueId> &Out) const;
  /// Adds to \p Out what the variables now hold that the query \p What was bound to
  /// by functions of the profile \p By.
  void addReferred(ValueId What, const Profile *By, std::vector<ValueId> &Out);
  /// \p Made, told apart from other values if it refers to variables: use(id).
  ValueId referring(const RoleMatch &Match, const CallSite &Site, ValueId Made);

  // -- QueryEffects.cpp -----------------------------------------------------------------
  ValueId build(const RoleMatch &Match, CallSite &Site);
  ValueId execute(const RoleMatch &Match, CallSite &Site);
  /// Whether \p What is made of \p On, also through the calls that return it.
  bool dependsOn(ValueId What, ValueId On) const;
  /// The SQL text that the role names, as far as it is written in the program.
  SqlStatement sqlOf(const Role &What, const CallSite &Site) const;
  /// The text that the queries \p From were built from.
  SqlStatement preparedSql(std::vector<ValueId> From) const;
  /// The rows or the query \p What are put where the role's Into says; returns
  /// what the call is worth.
  ValueId putInto(const Role &By, const CallSite &Site, ValueId What);
  /// The next row of a query; in a loop's head, the loop goes through its rows.
  ValueId advance(const RoleMatch &Match, CallSite &Site);

  // -- Dispatch.cpp -----------------------------------------------------------------------
  struct TableEntry {
    StringId Tag = 0; ///< the key that picks it, as written
    ValueId Callable = 0;
  };
  /// What a variant holds if it holds the type that is asked for. Remembered in
  /// Alternatives, so that a test of it is a test of the variant's type.
  ValueId alternative(const Role &What, const CallSite &Site);
  /// The same of any object that may be of several types: what it is as a \p Type.
  ValueId alternative(ValueId Whole, clang::QualType Type);
  /// A call of a visitor with each type that it takes.
  ValueId visitAlternatives(const Role &What, CallSite &Site);
  /// The lambda in \p Whole whose body \p Target is; 0 if it is not written there.
  ValueId callableIn(ValueId Whole, const clang::CXXMethodDecl &Target);
  bool holdsCallables(ValueId Whole) const;
  void tableEntries(ValueId Whole, StringId Tag, unsigned Depth, std::vector<TableEntry> &Out);
  /// A call of an element of a table of functions: of each of them. Nothing if
  /// \p Callee is no such element.
  std::optional<ValueId> callFromTable(CallSite &Site, ValueId Callee);
  /// Notes that \p At, if it is a member of this object, is a table that now is
  /// \p Whole.
  void keepTable(Location At, ValueId Whole);
  /// A search in a table of functions: the entry that it finds, or, of contains()
  /// and the like, a test of what is searched for. Nothing if the container is no
  /// such table.
  std::optional<ValueId> lookUpInTable(const CallSite &Site);
  /// The functions in a constant with static storage; 0 if there are none.
  ValueId tableValue(const clang::VarDecl &Variable);
  /// The elements of a constant with static storage that is a list written out; 0 if
  /// it is none.
  ValueId listValue(const clang::VarDecl &Variable);

  // -- Lambdas.cpp ------------------------------------------------------------------------
  ValueId evalLambda(const clang::LambdaExpr &Lambda);
  bool isChangedAfter(const clang::ValueDecl &Variable, clang::SourceLocation At) const;

  StringId intern(llvm::StringRef Text) { return Unit.Strings.intern(Text); }

  UnitContext &Unit;
  const clang::FunctionDecl &Function;
  const clang::LambdaExpr *Lambda;
  FunctionFacts Facts;
  ValueTable Values;
  Environment Env;
  LoopId CurrentLoop = None;
  GuardId CurrentGuard = None;
  unsigned Depth = 0;
  /// What is evaluated decides whether the loop goes on.
  bool InHead = false;
  /// A continue statement was walked: since the last one who asked.
  bool Continues = false;
  /// The statement of the innermost block that is being walked; null directly
  /// under a case label, where no declaration can be put.
  const clang::Stmt *BlockStatement = nullptr;

  /// What break leaves: a loop or a switch, with what variables held there.
  struct BreakTarget {
    LoopId Loop = None;   ///< None for a switch
    GuardId Guard = None; ///< the guard around it
    std::vector<Environment> Left;
  };
  std::vector<BreakTarget> BreakTargets;
  llvm::DenseMap<const clang::VarDecl *, VariableId> VariableIds;
  llvm::DenseMap<const clang::ValueDecl *, unsigned> CaptureIds;
  VariableUses Uses;
  /// Local references, and the variables that they are bound to.
  llvm::DenseMap<const clang::ValueDecl *, const clang::ValueDecl *> OtherNames;
  /// The loop in which a local variable is declared; None, or no entry, if in none.
  llvm::DenseMap<const clang::VarDecl *, LoopId> BornIn;
  llvm::DenseMap<const clang::Expr *, ValueId> OpaqueValues;
  /// Values that are what a function of a profile made of references to variables:
  /// a statement that is bound to them sees what they hold when it runs.
  llvm::DenseMap<ValueId, std::pair<const Profile *, llvm::SmallVector<Location, 1>>> Referred;
  /// Values that are what a variant holds: the variant, and the type as written.
  llvm::DenseMap<ValueId, std::pair<ValueId, StringId>> Alternatives;
};

/// A call with its parts evaluated, in the order in which they are written.
struct FunctionExtractor::CallSite {
  const clang::Expr *Node = nullptr;
  const clang::FunctionDecl *Callee = nullptr; ///< null for a call of a value
  const clang::Expr *ReceiverNode = nullptr;   ///< null for free functions
  llvm::SmallVector<const clang::Expr *, 4> ArgumentNodes;
  ValueId Receiver = 0;
  std::vector<ValueId> Arguments;
  bool Arrow = false;
  bool Virtual = false;
  clang::QualType Type; ///< of the result
};

} // namespace nplus1
