#include "fix/plan/PlanContext.h"

#include "llvm/ADT/StringExtras.h"

#include <algorithm>

namespace nplus1 {

namespace {

bool isWordStart(char C) { return std::isalpha(static_cast<unsigned char>(C)) || C == '_'; }
bool isWord(char C) { return isWordStart(C) || std::isdigit(static_cast<unsigned char>(C)); }

/// Calls \p Visit(begin, end, member) for each identifier outside literals and
/// comments.
void forEachIdentifier(const std::string &Code,
                       llvm::function_ref<void(size_t, size_t, bool)> Visit) {
  for (size_t I = 0; I < Code.size();) {
    char C = Code[I];
    if (C == '"' || C == '\'') {
      size_t End = I + 1;
      while (End < Code.size() && Code[End] != C)
        End += Code[End] == '\\' ? 2 : 1;
      I = End + 1;
    } else if (C == '/' && I + 1 < Code.size() && Code[I + 1] == '/') {
      I = std::min(Code.find('\n', I), Code.size());
    } else if (C == '/' && I + 1 < Code.size() && Code[I + 1] == '*') {
      size_t End = Code.find("*/", I);
      I = End == std::string::npos ? Code.size() : End + 2;
    } else if (isWordStart(C)) {
      size_t End = I;
      while (End < Code.size() && isWord(Code[End]))
        ++End;
      size_t Before = I;
      while (Before > 0 && std::isspace(static_cast<unsigned char>(Code[Before - 1])))
        --Before;
      bool Member = (Before >= 1 && Code[Before - 1] == '.') ||
                    (Before >= 2 && (Code.compare(Before - 2, 2, "->") == 0 ||
                                     Code.compare(Before - 2, 2, "::") == 0));
      Visit(I, End, Member);
      I = End;
    } else if (std::isdigit(static_cast<unsigned char>(C))) {
      while (I < Code.size() && (isWord(Code[I]) || Code[I] == '\'' || Code[I] == '.'))
        ++I;
    } else {
      ++I;
    }
  }
}

} // namespace

const std::string &PlanContext::contentsOf(const std::string &File) {
  auto [It, New] = Contents.try_emplace(File);
  if (New)
    if (auto Buffer = Files.getBufferForFile(File))
      It->second = (*Buffer)->getBuffer().str();
  return It->second;
}

std::string PlanContext::text(FunctionId In, const Place &At) {
  if (!At.isValid())
    return {};
  return textAt(P.text(In, At.File), At.Offset, At.Length);
}

std::string PlanContext::textAt(const std::string &File, uint32_t Offset, uint32_t Length) {
  const std::string &Content = contentsOf(File);
  return size_t(Offset) + Length <= Content.size() ? Content.substr(Offset, Length) : std::string();
}

std::vector<const FixTemplate *> PlanContext::templatesFor(const Access &A) {
  std::vector<const FixTemplate *> Result;
  const Profile *Orm = P.profileOf(A.How.What);
  const Role *R = P.roleOf(A.How.What);
  if (!Orm || !R)
    return Result;
  const std::vector<std::string> &Holding = P.unit(A.How.What.Function).Fixes;
  for (size_t I = 0; I < Orm->Fixes.size(); ++I) {
    const FixTemplate &F = Orm->Fixes[I];
    bool IsFor = F.Name == R->FixedBy || (F.Shape == "by-hand" && F.Name.empty());
    bool Serves = IsFor && std::find(F.For.begin(), F.For.end(), R->Kind) != F.For.end() &&
                  (F.ForMissing.empty() || F.ForMissing == R->Missing) &&
                  (!F.ForCached || *F.ForCached == R->Cached);
    bool Holds = std::find(Holding.begin(), Holding.end(), Orm->Name + "#" + std::to_string(I)) !=
                 Holding.end();
    if (Serves && Holds)
      Result.push_back(&F);
  }
  return Result;
}

bool PlanContext::isTemplate(FunctionId F) {
  auto PlaceOf = [&](FunctionId Id) {
    const Place &Where = P.facts(Id).Where;
    return std::pair(P.text(Id, Where.File), Where.Offset);
  };
  if (!P.facts(F).Instance || !P.facts(F).Lambda)
    return P.facts(F).Instance;
  if (LambdaInstances.empty())
    for (FunctionId Id = 0; Id < P.functions().size(); ++Id)
      if (P.facts(Id).Instance && P.facts(Id).Lambda)
        ++LambdaInstances[PlaceOf(Id)];
  return LambdaInstances[PlaceOf(F)] > 1;
}

void PlanContext::reserve(const std::set<FunctionId> &In, const std::set<std::string> &Names) {
  for (FunctionId F : In)
    identifiersIn(F).insert(Names.begin(), Names.end());
}

std::vector<FunctionId> PlanContext::functionsCalled(const std::string &Name, size_t Parameters) {
  auto LastPart = [](llvm::StringRef Of) { return Of.substr(Of.rfind(':') + 1).str(); };
  if (ByName.empty())
    for (FunctionId Id = 0; Id < P.functions().size(); ++Id)
      ByName[LastPart(P.text(Id, P.facts(Id).Name))].push_back(Id);
  std::vector<FunctionId> Result;
  for (FunctionId Id : ByName[LastPart(Name)]) {
    llvm::StringRef Known = P.text(Id, P.facts(Id).Name);
    bool Same = Name.front() == ':' ? Known.ends_with(Name) : Known == Name;
    if (Same && P.facts(Id).Parameters.size() == Parameters)
      Result.push_back(Id);
  }
  return Result;
}

std::set<std::string> &PlanContext::identifiersIn(FunctionId F) {
  auto [It, New] = Identifiers.try_emplace(F);
  if (New) {
    It->second = freeIdentifiers(text(F, P.facts(F).Body));
    for (const Parameter &Named : P.facts(F).Parameters)
      It->second.insert(P.text(F, Named.Name));
  }
  return It->second;
}

std::string PlanContext::freeName(const std::set<FunctionId> &In,
                                  const std::vector<std::string> &Wanted,
                                  const std::set<std::string> &Taken) {
  auto Free = [&](const std::string &Name) {
    return !Taken.count(Name) && std::none_of(In.begin(), In.end(), [&](FunctionId F) {
      return identifiersIn(F).count(Name) != 0;
    });
  };
  for (const std::string &Name : Wanted)
    if (!Name.empty() && Free(Name))
      return Name;
  std::string Base = Wanted.empty() ? "rows" : Wanted.back();
  for (unsigned Number = 2;; ++Number)
    if (std::string Name = Base + std::to_string(Number); Free(Name))
      return Name;
}

std::string filled(std::string Template,
                   const std::vector<std::pair<std::string, std::string>> &With) {
  std::string Result;
  for (size_t I = 0; I < Template.size();) {
    bool Replaced = false;
    if (Template[I] == '{')
      for (const auto &[Name, Text] : With)
        if (Template.compare(I, Name.size() + 2, "{" + Name + "}") == 0) {
          Result += Text;
          I += Name.size() + 2;
          Replaced = true;
          break;
        }
    if (!Replaced)
      Result += Template[I++];
  }
  return Result;
}

std::string plural(const std::string &Word) {
  llvm::StringRef W(Word);
  if (W.size() > 1 && W.ends_with("y") && !llvm::StringRef("aeiou").contains(W[W.size() - 2]))
    return W.drop_back().str() + "ies";
  if (W.ends_with("s") || W.ends_with("x") || W.ends_with("ch") || W.ends_with("sh"))
    return Word + "es";
  return Word + "s";
}

std::string lowerFirst(std::string Word) {
  if (!Word.empty())
    Word[0] = std::tolower(static_cast<unsigned char>(Word[0]));
  return Word;
}

std::string withoutKeySuffix(std::string Name) {
  llvm::StringRef Rest(Name);
  if (Rest.size() > 3 && Rest.starts_with("get") && std::isupper(Rest[3]))
    Rest = Rest.drop_front(3);
  for (const char *Suffix : {"_ID", "_id", "ID", "Id", "_key", "Key"})
    if (Rest.size() > strlen(Suffix) && Rest.consume_back(Suffix))
      return lowerFirst(Rest.str());
  return {};
}

std::set<std::string> freeIdentifiers(const std::string &Code) {
  std::set<std::string> Result;
  forEachIdentifier(Code, [&](size_t Begin, size_t End, bool Member) {
    if (!Member)
      Result.insert(Code.substr(Begin, End - Begin));
  });
  return Result;
}

std::vector<size_t> usesOf(const std::string &Code, const std::string &Name) {
  std::vector<size_t> Result;
  forEachIdentifier(Code, [&](size_t Begin, size_t End, bool Member) {
    if (!Member && llvm::StringRef(Code).slice(Begin, End) == Name)
      Result.push_back(Begin);
  });
  return Result;
}

std::string withIdentifier(const std::string &Code, const std::string &Name,
                           const std::string &By) {
  std::string Result;
  size_t Done = 0;
  for (size_t Begin : usesOf(Code, Name)) {
    Result += Code.substr(Done, Begin - Done) + By;
    Done = Begin + Name.size();
  }
  return Result + Code.substr(Done);
}

bool isPlainLvalue(const std::string &Code) {
  if (Code.empty() || !isWordStart(Code[0]))
    return false;
  for (size_t I = 0; I < Code.size(); ++I) {
    char C = Code[I];
    if (isWord(C) || C == '.' || C == ':')
      continue;
    if (C == '-' && I + 1 < Code.size() && Code[I + 1] == '>') {
      ++I;
      continue;
    }
    return false;
  }
  return true;
}

bool isPostfix(const std::string &Code) {
  return !Code.empty() && Code[0] != '-' && std::all_of(Code.begin(), Code.end(), [](char C) {
    return isWord(C) || C == '.' || C == ':' || C == '-' || C == '>' || C == '(' || C == ')';
  });
}

} // namespace nplus1
