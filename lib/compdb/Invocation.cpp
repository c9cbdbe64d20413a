#include "compdb/Invocation.h"

#include "clang/Frontend/CompilerInstance.h"
#include "clang/Frontend/Utils.h"
#include "clang/Lex/PreprocessorOptions.h"
#include "llvm/Support/Path.h"

using namespace clang;
using namespace llvm;

namespace nplus1 {

/// A precompiled header of another compiler, or of another version, cannot be
/// read; the header that it was made from can.
static void readPrecompiledHeaderAsText(PreprocessorOptions &Options, vfs::FileSystem &Files) {
  StringRef Compiled = Options.ImplicitPCHInclude;
  if (Compiled.empty())
    return;
  SmallString<128> Header(Compiled);
  sys::path::replace_extension(Header, "");
  if (!is_contained(Options.Includes, Header) && Files.exists(Header))
    Options.Includes.insert(Options.Includes.begin(), Header.str().str());
  Options.ImplicitPCHInclude.clear();
}

/// "-include x.h.gch" names gcc's form of x.h.
static void readGccHeadersAsText(PreprocessorOptions &Options) {
  for (std::string &Include : Options.Includes)
    if (StringRef Name = Include; Name.consume_back(".gch") || Name.consume_back(".pch"))
      Include = Name.str();
}

static void forbidOutputs(CompilerInvocation &Invocation) {
  FrontendOptions &Frontend = Invocation.getFrontendOpts();
  Frontend.ProgramAction = frontend::ParseSyntaxOnly;
  Frontend.OutputFile.clear();
  Frontend.ModuleOutputPath.clear();
  Frontend.StatsFile.clear();
  Frontend.TimeTracePath.clear();
  Frontend.MTMigrateDir.clear();
  Frontend.ARCMTAction = FrontendOptions::ARCMT_None;
  Frontend.ARCMTMigrateReportOut.clear();
  Frontend.ObjCMTAction = FrontendOptions::ObjCMT_None;
  Frontend.Plugins.clear();
  Frontend.AddPluginActions.clear();
  Frontend.PluginArgs.clear();
  Frontend.LLVMArgs.clear();
  Frontend.DisableFree = false;
  Invocation.getDependencyOutputOpts() = DependencyOutputOptions();
  Invocation.getPreprocessorOutputOpts() = PreprocessorOutputOptions();

  DiagnosticOptions &Diagnostics = Invocation.getDiagnosticOpts();
  Diagnostics.DiagnosticLogFile.clear();
  Diagnostics.DiagnosticSerializationFile.clear();
  Diagnostics.VerifyDiagnostics = false;
  Diagnostics.IgnoreWarnings = true;

  // Modules that are not there yet would be built, and written to a cache.
  Invocation.getLangOpts().ImplicitModules = false;
  Invocation.getHeaderSearchOpts().ModuleCachePath.clear();
}

std::unique_ptr<CompilerInvocation> makeInvocation(const CompileUnit &Unit,
                                                   IntrusiveRefCntPtr<vfs::FileSystem> Files,
                                                   DiagnosticConsumer &Consumer) {
  SmallVector<const char *, 64> Arguments;
  for (const std::string &Argument : Unit.Arguments)
    Arguments.push_back(Argument.c_str());

  CreateInvocationOptions Options;
  Options.VFS = Files;
  Options.Diags = CompilerInstance::createDiagnostics(new DiagnosticOptions, &Consumer,
                                                      /*ShouldOwnClient=*/false);
  // A flag that Clang does not accept is no reason not to look at the code.
  Options.RecoverOnError = true;
  Options.ProbePrecompiled = false;
  auto Invocation = createInvocation(Arguments, Options);
  if (!Invocation)
    return nullptr;
  forbidOutputs(*Invocation);
  readPrecompiledHeaderAsText(Invocation->getPreprocessorOpts(), *Files);
  readGccHeadersAsText(Invocation->getPreprocessorOpts());
  Invocation->getPreprocessorOpts().ChainedIncludes.clear();
  return Invocation;
}

} // namespace nplus1
