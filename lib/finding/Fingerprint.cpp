#include "finding/Fingerprint.h"

#include "finding/Paths.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/Support/xxhash.h"

#include <algorithm>
#include <numeric>
#include <tuple>

namespace nplus1 {

static std::string withoutSpace(llvm::StringRef Text) {
  std::string Out;
  llvm::copy_if(Text, std::back_inserter(Out), [](char C) { return !llvm::isSpace(C); });
  return Out;
}

/// A USR without the offsets that Clang puts into those of lambdas and local
/// classes, "c:a.cpp@120@F@...": code before them must not change the key.
static std::string withoutOffsets(llvm::StringRef Usr) {
  std::string Out;
  while (!Usr.empty()) {
    llvm::StringRef Part = Usr.take_until([](char C) { return C == '@'; });
    Usr = Usr.drop_front(Part.size());
    bool IsOffset = !Part.empty() && llvm::all_of(Part, llvm::isDigit);
    if (!IsOffset)
      Out += Part;
    if (Usr.consume_front("@") && !IsOffset)
      Out += '@';
  }
  return Out;
}

/// The USR of a function with internal linkage starts with its file's name:
/// "c:orders.cpp@F@total". A file that is renamed must not change the key.
static llvm::StringRef withoutFile(llvm::StringRef Usr) {
  if (!Usr.consume_front("c:") || Usr.starts_with("@"))
    return Usr;
  return Usr.drop_until([](char C) { return C == '@'; });
}

static std::string hash(llvm::ArrayRef<std::string> Parts) {
  // A separator that occurs in none of the parts keeps "ab","c" and "a","bc" apart.
  std::string Key = "v1";
  for (const std::string &Part : Parts)
    Key += '\0' + Part;
  return llvm::utohexstr(llvm::xxh3_64bits(Key), /*LowerCase=*/true, /*Width=*/16);
}

void assignFingerprints(std::vector<Finding> &Findings, llvm::StringRef Root,
                        SourceFiles &Sources) {
  std::vector<size_t> ByPlace(Findings.size());
  std::iota(ByPlace.begin(), ByPlace.end(), 0);
  std::sort(ByPlace.begin(), ByPlace.end(), [&](size_t A, size_t B) {
    const Finding &FA = Findings[A], &FB = Findings[B];
    return std::tie(FA.Location, FA.Loop, FA.Message, A) <
           std::tie(FB.Location, FB.Loop, FB.Message, B);
  });

  llvm::StringMap<unsigned> Seen;
  for (size_t Index : ByPlace) {
    Finding &F = Findings[Index];
    std::string Path = llvm::join(F.Path, ".");
    std::string Header = withoutSpace(Sources.textOf(F.LoopHeader));
    std::string File = relativePath(F.Location.Begin.File, Root);

    std::string Function = withoutOffsets(F.Function);
    std::string Key = hash({F.Rule, File, Function, Path, Header});
    std::string Moved = hash({F.Rule, withoutFile(Function).str(), Path, Header});
    F.Fingerprint = hash({Key, llvm::utostr(Seen[Key]++)});
    F.MovedFingerprint = Moved;
  }
}

} // namespace nplus1
