#include "fix/plan/LoadTree.h"

#include "llvm/ADT/STLExtras.h"

#include <algorithm>

namespace nplus1 {

const Condition *tagCondition(const Terms &T, const Access &A) {
  for (auto It = A.If.rbegin(); It != A.If.rend(); ++It)
    if (It->K == Guard::Kind::Case && T.dependsOnElement(It->What, A.Root))
      return &*It;
  return nullptr;
}

const Access *taggedSibling(const Terms &T, const LinkedFinding &Found, const Access &A) {
  for (const Access &Other : Found.Accesses)
    if (const Condition *Tag = tagCondition(T, Other))
      for (const Condition &Mine : A.If)
        if (Mine.What == Tag->What && (Mine.K == Guard::Kind::Default || Mine.Negated))
          return &Other;
  return nullptr;
}

/// Whether no other type of \p Found is looked up by the key of \p A.
static bool hasKeyOfItsOwn(const LinkedFinding &Found, const Access &A) {
  return std::none_of(Found.Accesses.begin(), Found.Accesses.end(), [&](const Access &Other) {
    return Other.How.What != A.How.What && Other.How.Keys == A.How.Keys;
  });
}

std::vector<LoadNode> loadTree(PlanContext &C, const std::vector<const LinkedFinding *> &Findings,
                               std::string &WhyNot) {
  // Parents first, then in the order of the program.
  std::vector<std::pair<const Access *, const LinkedFinding *>> InOrder;
  for (const LinkedFinding *Found : Findings)
    for (const Access &A : Found->Accesses)
      if (std::none_of(InOrder.begin(), InOrder.end(),
                       [&](const auto &Seen) { return Seen.first->How.Chain == A.How.Chain; }))
        InOrder.emplace_back(&A, Found);
  std::sort(InOrder.begin(), InOrder.end(), [](const auto &A, const auto &B) {
    return std::pair(A.first->Path.size(), A.first->How.Chain) <
           std::pair(B.first->Path.size(), B.first->How.Chain);
  });

  std::vector<LoadNode> Nodes;
  for (auto [A, Found] : InOrder) {
    const Event &E = C.P.event(A->How.What);
    FunctionId In = A->How.What.Function;
    bool Loads = E.K == Event::Kind::Find || (E.K == Event::Kind::Load && !E.ToMany);
    const Role *R = C.P.roleOf(A->How.What);
    if (R && !R->Into.isNone()) {
      WhyNot = "one of the queries writes into a variable";
      return {};
    }
    if (!Loads || !E.EntityText) {
      WhyNot = Loads ? "the class of what one lookup loads cannot be written before the loop"
                     : "one of the queries does not load a single row by its key";
      return {};
    }
    // The node that loaded what this one starts from.
    size_t Parent = ~size_t(0);
    if (A->Path.size() > 1) {
      EventRef By = A->Path[A->Path.size() - 2].By;
      for (size_t I = 0; I < Nodes.size(); ++I)
        for (const Access *Above : Nodes[I].Accesses)
          if (Above->How.What == By)
            Parent = I;
      if (Parent == ~size_t(0)) {
        WhyNot = "the rows that '" + A->Path.back().Name + "' belongs to are not loaded one by one";
        return {};
      }
    }
    LoadNode Node;
    Node.Parent = Parent;
    Node.Entity = C.P.text(In, E.EntityText);
    Node.EntityName = C.P.text(In, E.Entity);
    Node.Relation = A->Path.empty() ? std::string() : A->Path.back().Name;
    std::string Tag;
    // Where each type has a key column of its own, each has a batch of its own.
    if (Found->What.Rule == "nplus1-generic-key" && Parent == ~size_t(0)) {
      const Condition *Case = tagCondition(C.T, *A);
      Node.OtherTags = !Case && taggedSibling(C.T, *Found, *A);
      Node.Generic = Case || Node.OtherTags;
      Tag = Case ? Case->Tag : std::string();
      if (!Node.Generic && !hasKeyOfItsOwn(*Found, *A)) {
        WhyNot = "the type of one branch is not told by a constant";
        return {};
      }
    }
    auto Same = std::find_if(Nodes.begin(), Nodes.end(), [&](const LoadNode &Other) {
      return Other.Parent == Node.Parent && Other.EntityName == Node.EntityName &&
             (Node.Generic || Other.Relation == Node.Relation);
    });
    if (Same == Nodes.end()) {
      Nodes.push_back(Node);
      Same = Nodes.end() - 1;
    }
    Same->Accesses.push_back(A);
    Same->OtherTags |= Node.OtherTags;
    Same->AlsoFallsThrough |= Node.OtherTags && llvm::any_of(A->If, [](const Condition &If) {
                                return If.K == Guard::Kind::Default && !If.Tag.empty();
                              });
    if (!Tag.empty() && std::find(Same->Tags.begin(), Same->Tags.end(), Tag) == Same->Tags.end())
      Same->Tags.push_back(Tag);
  }
  return Nodes;
}

} // namespace nplus1
