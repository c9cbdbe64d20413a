#include "orm/ProfileDescription.h"

#include "orm/ProfileTables.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/raw_ostream.h"

namespace nplus1 {

std::vector<std::string> fixShapes(const Profile &P) {
  std::vector<std::string> Shapes;
  for (const FixTemplate &Fix : P.Fixes)
    if (Fix.Shape != "by-hand" && !llvm::is_contained(Shapes, Fix.Shape))
      Shapes.push_back(Fix.Shape);
  return Shapes;
}

std::string describe(const Profile &P) {
  std::string Text;
  llvm::raw_string_ostream OS(Text);
  std::vector<std::string> Shapes = fixShapes(P);
  OS << P.Title << " (" << P.Name << "), checked against " << P.Versions << '\n'
     << "fixes: " << (Shapes.empty() ? "none" : llvm::join(Shapes, ", ")) << '\n';
  for (const Role &R : P.Roles) {
    OS << llvm::formatv("  {0,-9} {1}", roleName(R.Kind), llvm::join(R.Pattern.Names, ", "));
    if (!R.Note.empty())
      OS << "  (" << R.Note << ')';
    OS << '\n';
  }
  return Text;
}

std::string describe(const ExampleResult &Result) {
  std::string Text;
  llvm::raw_string_ostream OS(Text);
  for (const ExampleCall &Call : Result.Calls)
    OS << llvm::formatv("line {0,4}  {1,-9} {2}  ({3}, {4}:{5})\n", Call.Line,
                        roleName(Call.Match.What->Kind), Call.Callee, Call.Match.From->Name,
                        Call.Match.What->DefinedAt.File, Call.Match.What->DefinedAt.Line);
  for (const std::string &Problem : Result.Problems)
    OS << Problem << '\n';
  return Text;
}

} // namespace nplus1
