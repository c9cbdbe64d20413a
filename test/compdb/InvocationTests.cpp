#include "compdb/Invocation.h"

#include "support/TempFolder.h"

#include "clang/Frontend/CompilerInstance.h"
#include "clang/Frontend/FrontendActions.h"
#include "clang/Lex/PreprocessorOptions.h"

#include <gmock/gmock.h>

using namespace nplus1;
using testing::Contains;
using testing::ElementsAre;

namespace {

class InvocationTest : public testing::Test {
protected:
  TempFolder Folder;
  clang::IgnoringDiagConsumer Consumer;

  std::unique_ptr<clang::CompilerInvocation> invocation(std::vector<std::string> Arguments) {
    auto Unit = normalizeCommand(std::move(Arguments), Folder.root(), Folder.path("a.cpp"));
    auto Files = llvm::IntrusiveRefCntPtr(llvm::vfs::createPhysicalFileSystem().release());
    Files->setCurrentWorkingDirectory(Folder.root());
    return makeInvocation(Unit, Files, Consumer);
  }

  /// Parses a.cpp and returns the number of errors.
  unsigned errors(std::vector<std::string> Arguments) {
    clang::CompilerInstance Instance;
    Instance.setInvocation(invocation(std::move(Arguments)));
    Instance.createDiagnostics(&Consumer, /*ShouldOwnClient=*/false);
    Instance.createFileManager();
    clang::SyntaxOnlyAction Action;
    Instance.ExecuteAction(Action);
    return Instance.getDiagnostics().getClient()->getNumErrors();
  }

  std::vector<std::string> filesInFolder() {
    std::vector<std::string> Names;
    std::error_code Error;
    for (llvm::sys::fs::recursive_directory_iterator I(Folder.root(), Error), End;
         I != End && !Error; I.increment(Error))
      Names.push_back(llvm::sys::path::filename(I->path()).str());
    llvm::sort(Names);
    return Names;
  }
};

TEST_F(InvocationTest, ParsesWithTheStandardLibraryAndBuiltinHeaders) {
  Folder.write("a.cpp", "#include <vector>\n#include <immintrin.h>\n"
                        "std::vector<int> numbers() { return {}; }\n");
  EXPECT_EQ(errors({"g++", "-std=c++17", "-c", "a.cpp"}), 0u);
  EXPECT_EQ(errors({"c++", "-c", "a.cpp"}), 0u);
  EXPECT_EQ(errors({"/no/such/clang++", "-c", "a.cpp"}), 0u);
}

TEST_F(InvocationTest, WarningsAreOff) {
  Folder.write("a.cpp", "#warning \"seen\"\nint f() { int unused; return 0; }\n");
  EXPECT_EQ(errors({"g++", "-Wall", "-Werror", "-Weverything", "-pedantic-errors", "a.cpp"}), 0u);
}

TEST_F(InvocationTest, UnknownFlagsDoNotStopTheParse) {
  Folder.write("a.cpp", "int x;\n");
  EXPECT_EQ(errors({"g++", "-fnot-a-flag", "-mnot-a-machine", "-Wnot-a-warning", "a.cpp"}), 0u);
}

TEST_F(InvocationTest, PrecompiledHeadersAreReadAsText) {
  Folder.write("pre.h", "struct FromHeader {};\n");
  Folder.write("pre.h.gch", "gpch.010 not clang's");
  Folder.write("pre.h.pch", "nor this");
  Folder.write("a.cpp", "FromHeader value;\n");
  EXPECT_EQ(errors({"g++", "-include", "pre.h", "a.cpp"}), 0u);
  EXPECT_EQ(errors({"g++", "-include", "pre.h.gch", "a.cpp"}), 0u);
  EXPECT_EQ(errors({"clang++", "-include-pch", Folder.path("pre.h.pch"), "a.cpp"}), 0u);
  EXPECT_EQ(errors({"clang++", "-Xclang", "-include-pch", "-Xclang", Folder.path("pre.h.pch"),
                    "-Xclang", "-include", "-Xclang", Folder.path("pre.h"), "a.cpp"}),
            0u);
}

TEST_F(InvocationTest, ClangModulesAreReadAsText) {
  Folder.write("inc/module.modulemap", "module M { header \"m.h\" }\n");
  Folder.write("inc/m.h", "struct FromModule {};\n");
  Folder.write("a.cpp", "#include \"m.h\"\nFromModule value;\n");
  EXPECT_EQ(errors({"clang++", "-fmodules", "-fmodules-cache-path=" + Folder.path("cache"),
                    "-Xclang", "-fmodules", "-Iinc", "a.cpp"}),
            0u);
  EXPECT_FALSE(llvm::sys::fs::exists(Folder.path("cache")));
}

TEST_F(InvocationTest, NothingIsWritten) {
  Folder.write("a.cpp", "int x;\n");
  EXPECT_EQ(errors({"clang++",
                    "-c",
                    "-MD",
                    "-MJ",
                    Folder.path("mj.json"),
                    "-o",
                    "out.o",
                    "-gen-cdb-fragment-path",
                    Folder.path("fragments"),
                    "-ftime-trace",
                    "-Xclang",
                    "-diagnostic-log-file",
                    "-Xclang",
                    Folder.path("log"),
                    "-Xclang",
                    "-dependency-file",
                    "-Xclang",
                    Folder.path("dep"),
                    "-Xclang",
                    "-MT",
                    "-Xclang",
                    "x",
                    "-Xclang",
                    "-stats-file=" + Folder.path("stats"),
                    "-serialize-diagnostics",
                    Folder.path("dia"),
                    "-Xclang",
                    "-header-include-file",
                    "-Xclang",
                    Folder.path("headers"),
                    "-H",
                    "-save-temps",
                    "-fproc-stat-report=" + Folder.path("proc"),
                    "a.cpp"}),
            0u);
  EXPECT_THAT(filesInFolder(), ElementsAre("a.cpp"));
}

TEST_F(InvocationTest, NothingIsRun) {
  auto Marker = Folder.path("it-ran");
  auto Evil = Folder.write("amdgpu-arch", "#!/bin/sh\ntouch " + Marker + "\necho gfx906\n");
  Folder.write("clang++", "#!/bin/sh\ntouch " + Marker + "\n");
  for (const char *Name : {"amdgpu-arch", "clang++"})
    ASSERT_FALSE(llvm::sys::fs::setPermissions(Folder.path(Name), llvm::sys::fs::all_all));
  Folder.write("a.cpp", "int x;\n");
  const std::string Compiler = Folder.path("clang++");
  errors({Compiler, "--target=amdgcn-amd-amdhsa", "-mcpu=native", "a.cpp"});
  errors({Compiler, "-x", "hip", "--offload-arch=native", "--amdgpu-arch-tool=" + Evil, "a.cpp"});
  errors({Compiler, "-B", Folder.root(), "-fopenmp", "-fopenmp-targets=amdgcn-amd-amdhsa",
          "-Xopenmp-target", "-march=native", "a.cpp"});
  errors({Compiler, "-Xclang", "-load", "-Xclang", Evil, "-fplugin=" + Evil, "-wrapper", Evil,
          "a.cpp"});
  errors({"./clang++", "-fno-integrated-as", "-c", "a.cpp"});
  EXPECT_FALSE(llvm::sys::fs::exists(Marker));
}

} // namespace
