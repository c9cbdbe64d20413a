//===- MapLookupPlanner.h - One plan of the map-lookup shape --------------===//
//
// What the steps of MapLookup.h's rewriter share. Each step is a file:
//
//   MapLookup.cpp             what can be done, the names, the finished plan
//   MapLookupHelpers.cpp      functions between the loop and the queries
//   MapLookupStatements.cpp   the batches declared before the loop
//   MapLookupKeys.cpp         the keys of a row, as they read there
//   MapLookupEdits.cpp        the lookups in place of the queries
//   MapLookupSafety.cpp       whether the program could tell the difference
//
// A step that cannot be done returns false, with the reason in WhyNot.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "fix/plan/LoadTree.h"
#include "fix/plan/LoopFront.h"
#include "fix/plan/PlanContext.h"
#include "fix/plan/Readings.h"

namespace nplus1 {

class MapLookupPlanner {
public:
  MapLookupPlanner(PlanContext &C, const std::vector<const LinkedFinding *> &Findings,
                   const FixTemplate &Template)
      : C(C), Findings(Findings), Template(Template), Root(Findings.front()->Root),
        Loop(C.P.loop(Root)) {}

  PlanOrReason run();

private:
  static constexpr size_t NoParent = ~size_t(0);

  /// A change of bytes inside a function.
  struct Piece {
    std::string File;
    uint32_t Offset;
    uint32_t Length;
    std::string Text;
  };

  // -- MapLookup.cpp ---------------------------------------------------------
  bool no(std::string Why);
  bool checkLoop();
  bool buildTree();
  /// All branches of a generic key share the first one's batch.
  size_t batchOf(size_t N) const;
  void nameBatches();
  PlanOrReason finish();
  /// No plan, but what a person would write, who may change what the plan must not.
  PlanOrReason byHand();
  /// The lookup of node \p N in the place of its first query.
  std::string lookupByHand(size_t N);

  // -- MapLookupHelpers.cpp --------------------------------------------------
  /// The functions between the loop and the accesses, which need the batches.
  bool findHelpers();
  bool isOneOfSeveral(EventRef Call) const;
  bool checkHelper(FunctionId Helper);
  /// Adds the batches to what the lambdas of the loop's own code capture.
  bool captureBatches();
  /// Gives each helper its batches: in place of a session that it no longer
  /// needs, else behind its parameters.
  bool passBatches();
  size_t depthOf(FunctionId Helper) const;
  /// A parameter whose every use the plan removes; None if there is none.
  uint32_t sparedParameter(FunctionId Helper, const std::map<FunctionId, uint32_t> &Replaced);

  // -- MapLookupStatements.cpp -----------------------------------------------
  /// The rows as they can be named before the loop.
  bool nameLoopRows();
  bool writeStatements();
  std::string rowsOf(size_t N) const;
  /// The session that the lookups of node \p N run on, as named before the loop;
  /// empty if each row knows its own.
  bool contextOf(size_t N, std::string &Context);
  /// What the objects that node \p N asks are made of: a variable of the loop's
  /// function, or nothing.
  bool constructionOf(size_t N, std::string &Text);
  /// The same of \p Object, which is asked by \p Method and not by another one; nothing
  /// if that is not known.
  std::optional<std::string> madeOf(FunctionId In, const std::string &Object,
                                    const std::string &Method);
  /// Whether the rows that node \p N loads for are known to be of one session, so that
  /// a key alone says which row is meant.
  bool isOfOneSession(size_t N) const;
  /// The session that lookup \p A runs on, as written at its place and in terms of
  /// the loop's function; no text if the row knows it.
  bool sessionOf(const Access &A, std::string &Text, TermId &Session);

  // -- MapLookupKeys.cpp -----------------------------------------------------
  /// The callable of a row that gives the key of node \p N: its parameter and
  /// what it returns.
  bool keyOf(size_t N, std::string &Element, std::string &Key);
  /// The key of a relation of the row, from the object that the loop reads it of;
  /// nothing if that object has no name there but the row's.
  std::optional<std::string> keyAsRead(const Access &A, const Role &R);
  /// The key of a lookup as it is written there; nothing if it is not an argument of
  /// its own or, in a form of the profile's, a part of one.
  std::optional<Place> keyPlace(const Access &A);
  /// The key argument of a lookup as it reads for a row called \p Element.
  bool lookupKey(size_t N, const Access &A, const std::string &Element, std::string &Text);
  /// The same for a key that is a field of what batch \p Parent loads; it is written
  /// \p At.
  bool lookupKeyOfLoaded(const Access &A, size_t Parent, const std::string &Element,
                         const Place &At, std::string &Text);
  /// The access whose tag tells when \p A runs: itself, or the one whose rows it
  /// leaves out.
  const Access *tagged(const Access &A) const;
  /// The tag of a row as it reads before the loop.
  bool tagText(const Access &A, std::string &Text);
  /// Whether each tag stands for one type, in whatever key of the row.
  bool checkTags();
  /// \p KeysOf: the keys that go with each text of a tag.
  bool checkKeysOfTags(const std::map<std::string, std::set<std::string>> &KeysOf);
  /// {types} and {keys} of a batch by type.
  bool genericParts(std::string &Types, std::string &Keys);

  // -- MapLookupEdits.cpp ----------------------------------------------------
  void add(FunctionId In, const Place &At, std::string Text);
  void add(FunctionId In, const Place &In2, uint32_t From, uint32_t To, std::string Text);
  bool takesMoreThanKey(const Access &A) const;
  bool rewriteAccesses();
  /// The row whose relation \p A is, as an argument behind the key, where rows may be
  /// of several sessions; else empty.
  std::string rowArgument(size_t N, const Access &A);
  /// Pieces inside one rewritten access become one edit, so that nested accesses
  /// are wrapped whole.
  void mergePieces(std::vector<Edit> &Out);
  static void sortKeepingOrder(std::vector<Piece> &Pieces);

  // -- MapLookupSafety.cpp ---------------------------------------------------
  /// Notes \p Key, written in terms of \p Row, if reading it of rows that the loop
  /// does not look up may fail, or reading it once more may show.
  void gradeKey(size_t N, const Access &A, const std::string &Row, const std::string &Key);
  /// The same for the tag \p Text, which \p A tests in \p Case.
  void gradeTag(const Access &A, const Condition &Case, const std::string &Text);
  void gradeReading(const Access &A, const std::string &Text, const ReadingScope &Scope,
                    bool OfSomeRows);
  /// Notes finders and accessors of the program that do more than find by key.
  void gradeFinders();
  void gradePlan(FixPlan &Plan);

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
  std::map<FunctionId, std::set<size_t>> Capturing;
  std::set<EventRef> Calls;
  std::set<FunctionId> Involved;
  std::string Rows;
  /// Why what is read in advance, or instead, may make a difference.
  std::string Risk;
  /// Keys and tags as they are read in advance, and those that some rows may not have.
  std::set<std::string> ReadTexts, MayFail;
  LoopFront Front;
  std::vector<std::string> Statements;
  std::set<size_t> WithContext; ///< nodes whose batch is given its session
  std::vector<Piece> Pieces;
  std::vector<Piece> Ranges;
};

} // namespace nplus1
