#include "fix/IncludeEdits.h"

#include "support/TempFolder.h"

using namespace nplus1;

namespace {

/// A file named src/order.cpp after the header was added.
class IncludeEdits : public testing::Test {
protected:
  std::string added(llvm::StringRef Text, llvm::StringRef Header = "nplus1/poco.hpp") {
    std::string Path = Folder.write("src/order.cpp", Text);
    ProjectBoundary Boundary = llvm::cantFail(ProjectBoundary::at(Folder.root(), *Disk));
    FileTable Table(*Disk, Boundary, nullptr);
    const ProjectFile &File = llvm::cantFail(Table.open(Path));
    std::optional<TextEdit> Edit = includeEdit(File, Header, Table);
    std::string Result = File.Content;
    if (Edit)
      Result.replace(Edit->Offset, Edit->Length, Edit->Text);
    return Result;
  }

  TempFolder Folder;
  llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> Disk = llvm::vfs::getRealFileSystem();
};

TEST_F(IncludeEdits, FileWithoutIncludes) {
  EXPECT_EQ(added("int x;\n"), "#include <nplus1/poco.hpp>\nint x;\n");
}

TEST_F(IncludeEdits, BehindTheHeaderComment) {
  EXPECT_EQ(added("// Orders.\n\nint x;\n"), "// Orders.\n\n#include <nplus1/poco.hpp>\nint x;\n");
}

TEST_F(IncludeEdits, BehindPragmaOnce) {
  EXPECT_EQ(added("#pragma once\n\nint x;\n"),
            "#pragma once\n\n#include <nplus1/poco.hpp>\nint x;\n");
}

TEST_F(IncludeEdits, InsideTheIncludeGuard) {
  EXPECT_EQ(added("#ifndef A_H\n#define A_H\n\nint x;\n\n#endif\n"),
            "#ifndef A_H\n#define A_H\n\n#include <nplus1/poco.hpp>\nint x;\n\n#endif\n");
}

TEST_F(IncludeEdits, InOrderAmongLibraries) {
  EXPECT_EQ(added("#include \"order.h\"\n\n#include <Poco/Data.h>\n#include <zlib.h>\n\n"
                  "#include <vector>\n"),
            "#include \"order.h\"\n\n#include <Poco/Data.h>\n#include <nplus1/poco.hpp>\n"
            "#include <zlib.h>\n\n#include <vector>\n");
}

TEST_F(IncludeEdits, AmongStandardHeadersWhereTheFileHasNoLibraries) {
  EXPECT_EQ(added("#include \"order.h\"\n\n#include <map>\n#include <vector>\n"),
            "#include \"order.h\"\n\n#include <map>\n#include <nplus1/poco.hpp>\n"
            "#include <vector>\n");
}

TEST_F(IncludeEdits, OnlyOnce) {
  for (llvm::StringRef Text : {"#include <nplus1/poco.hpp>\n", "  #  include \"nplus1/poco.hpp\"\n",
                               "#include <vector>\n#include <nplus1/poco.hpp> // batches\r\n"})
    EXPECT_EQ(added(Text), Text);
}

TEST_F(IncludeEdits, QuotedWhereLibrariesAreQuoted) {
  EXPECT_EQ(added("#include \"Poco/Data.h\"\n#include <vector>\n"),
            "#include \"Poco/Data.h\"\n#include \"nplus1/poco.hpp\"\n#include <vector>\n");
}

TEST_F(IncludeEdits, TheProjectsOwnHeadersDoNotCountAsLibraries) {
  Folder.write("src/order.h", "");
  Folder.write("include/shop/item.h", "");
  EXPECT_EQ(added("#include \"order.h\"\n#include \"shop/item.h\"\nint x;\n"),
            "#include \"order.h\"\n#include \"shop/item.h\"\n#include <nplus1/poco.hpp>\nint x;\n");
}

TEST_F(IncludeEdits, TheSameFamilyDecides) {
  EXPECT_EQ(
      added("#include <Poco/Data.h>\n#include \"nplus1/guard.hpp\"\n"),
      "#include <Poco/Data.h>\n#include \"nplus1/guard.hpp\"\n#include \"nplus1/poco.hpp\"\n");
}

TEST_F(IncludeEdits, InTheBlockOfTheLibraryThatItIsNamedAfter) {
  EXPECT_EQ(added("#include <Poco/Data.h>\n#include <Poco/UUID.h>\n\n#include <zlib.h>\n\n"
                  "#include <vector>\n"),
            "#include <Poco/Data.h>\n#include <Poco/UUID.h>\n#include <nplus1/poco.hpp>\n\n"
            "#include <zlib.h>\n\n#include <vector>\n");
  EXPECT_EQ(added("#include <zlib.h>\r\n#include <Wt/Dbo/Dbo.h>\r\n#include <ace.h>\r\n",
                  "nplus1/wt_dbo.hpp"),
            "#include <zlib.h>\r\n#include <Wt/Dbo/Dbo.h>\r\n#include <nplus1/wt_dbo.hpp>\r\n"
            "#include <ace.h>\r\n");
  // Not where it would be under a condition.
  EXPECT_EQ(added("#include <a.h>\n#ifdef WITH_POCO\n#include <Poco/Data.h>\n#endif\n"),
            "#include <a.h>\n#include <nplus1/poco.hpp>\n#ifdef WITH_POCO\n"
            "#include <Poco/Data.h>\n#endif\n");
}

TEST_F(IncludeEdits, GivenQuotesStay) {
  EXPECT_EQ(added("#include <vector>\n", "\"post-odb.hxx\""),
            "#include \"post-odb.hxx\"\n#include <vector>\n");
}

TEST_F(IncludeEdits, StandardHeadersAreAngled) {
  EXPECT_EQ(added("#include \"Poco/Data.h\"\n", "vector"),
            "#include \"Poco/Data.h\"\n#include <vector>\n");
}

TEST_F(IncludeEdits, KeepsByteOrderMarkAndCrlf) {
  EXPECT_EQ(added("\xEF\xBB\xBF#include <vector>\r\nint x;\r\n"),
            "\xEF\xBB\xBF#include <nplus1/poco.hpp>\r\n#include <vector>\r\nint x;\r\n");
  EXPECT_EQ(added("\xEF\xBB\xBFint x;\r\n"),
            "\xEF\xBB\xBF#include <nplus1/poco.hpp>\r\nint x;\r\n");
}

TEST_F(IncludeEdits, CategoriesOfTheClangFormatFile) {
  Folder.write(".clang-format", "IncludeCategories:\n"
                                "  - Regex: '^<[^/.]*>'\n    Priority: 1\n"
                                "  - Regex: '.*'\n    Priority: 2\n");
  EXPECT_EQ(added("#include <vector>\n\n#include <zebra.h>\n"),
            "#include <vector>\n\n#include <nplus1/poco.hpp>\n#include <zebra.h>\n");
}

TEST_F(IncludeEdits, TheFilesGroupsCountWhereClangFormatKnowsNone) {
  Folder.write(".clang-format", "BasedOnStyle: LLVM\n");
  EXPECT_EQ(added("#include <Poco/Query.h>\n\n#include <ostream>\n"),
            "#include <Poco/Query.h>\n#include <nplus1/poco.hpp>\n\n#include <ostream>\n");
}

TEST_F(IncludeEdits, OneGroupForAllIsKeptInOrder) {
  for (llvm::StringRef Style : {"BasedOnStyle: LLVM\n", "DisableFormat: true\n"}) {
    Folder.write(".clang-format", Style);
    EXPECT_EQ(added("#include <Poco/Query.h>\n#include <map>\n#include <vector>\n"),
              "#include <Poco/Query.h>\n#include <map>\n#include <nplus1/poco.hpp>\n"
              "#include <vector>\n");
  }
}

TEST_F(IncludeEdits, AtTheEndOfAFileWithoutFinalNewline) {
  EXPECT_EQ(added("#include <map>"), "#include <map>\n#include <nplus1/poco.hpp>\n");
}

} // namespace
