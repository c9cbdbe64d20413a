#include "compdb/Language.h"

#include "clang/Driver/Types.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/Path.h"

using namespace clang::driver;
using namespace llvm;

namespace nplus1 {

static types::ID typeByExtension(StringRef File) {
  StringRef Extension = sys::path::extension(File);
  return types::lookupTypeForExtension(Extension.drop_front(Extension.empty() ? 0 : 1));
}

bool isCxx(const CompileUnit &Unit) {
  types::ID Type = typeByExtension(Unit.File);
  // "clang++ a.c" compiles C++.
  if (is_contained(Unit.Arguments, "--driver-mode=g++"))
    Type = types::lookupCXXTypeForCType(Type);
  for (auto [Word, Next] : zip(Unit.Arguments, drop_begin(Unit.Arguments))) {
    StringRef Language = Word;
    if (Language == "-x")
      Type = types::lookupTypeForTypeSpecifier(Next.c_str());
    else if (Language.consume_front("-x") || Language.consume_front("--language="))
      Type = types::lookupTypeForTypeSpecifier(Language.str().c_str());
    else if (Language == "/TP" || Language == "-TP")
      Type = types::TY_CXX;
    else if (Language == "/TC" || Language == "-TC")
      Type = types::TY_C;
  }
  return Type != types::TY_INVALID && types::isCXX(Type);
}

bool isHeader(StringRef File) {
  StringRef Extension = sys::path::extension(File);
  switch (typeByExtension(File)) {
  case types::TY_CHeader:
  case types::TY_CXXHeader:
  case types::TY_ObjCHeader:
  case types::TY_ObjCXXHeader:
    return true;
  default:
    return is_contained({"", ".inl", ".inc", ".ipp", ".tcc", ".tpp", ".txx"}, Extension);
  }
}

} // namespace nplus1
