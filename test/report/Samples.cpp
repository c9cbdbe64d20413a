#include "Samples.h"

#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/Program.h"

namespace nplus1::test {

void Project::addSources() {
  if (Texts.count("src/orders.cpp"))
    return;
  add("src/orders.cpp", "#include \"model.h\"\n"
                        "\n"
                        "double total(Context &context) {\n"
                        "  double sum = 0;\n"
                        "  auto orders = Query<Order>(context).execute();\n"
                        "  for (const auto &order : orders)\n"
                        "    sum += price(*order);\n"
                        "  return sum;\n"
                        "}\n");
  add("src/price.cpp", "#include \"model.h\"\n"
                       "\n"
                       "double price(const Order &order) {\n"
                       "  return order.item()->price();\n"
                       "}\n");
  add("src/stream.cpp", "void show(const Actions &actions) {\n"
                        "  for (const auto &action : actions)\n"
                        "    print(target(*action));\n"
                        "}\n");
}

Finding Project::lazyRelation() {
  addSources();
  Finding F;
  F.Rule = "nplus1-lazy-relation";
  F.Level = Confidence::Certain;
  F.Orm = "poco-activerecord";
  F.Message = "'item' is loaded once per Order: 1 + N queries";
  F.Location = find("src/orders.cpp", "price(*order)");
  F.Loop = find("src/orders.cpp", "for (").Begin;
  F.LoopHeader = find("src/orders.cpp", "for (const auto &order : orders)");
  F.Source = find("src/orders.cpp", "Query<Order>").Begin;
  F.Element = "Order";
  F.Path = {"item"};
  F.Queries = {"1 + N", "2", 1};
  F.Trace = {{find("src/orders.cpp", "price(*order)").Begin, "calls price()"},
             {find("src/price.cpp", "order.item()->").Begin, "loads 'item'"}};
  Fix Remedy;
  Remedy.Safety = FixSafety::Safe;
  Remedy.Shape = "map-lookup";
  Remedy.Title = "load all items in one query before the loop";
  SourceRange At = find("src/orders.cpp", "  for (");
  Remedy.Edits = {
      {At.Begin.File, At.Begin.Offset, 0, "  auto items = batch(orders);\n"},
      {At.Begin.File, find("src/orders.cpp", "*order").Begin.Offset, 6, "*order, items"},
      {"/shop/src/price.cpp", find("src/price.cpp", "order.item()").Begin.Offset, 12,
       "items.find(order.itemID())"}};
  F.Remedy = Remedy;
  F.Fingerprint = "00000000000000a1";
  F.MovedFingerprint = "00000000000000b1";
  F.Function = "c:@F@total#";
  return F;
}

Finding Project::genericKey() {
  addSources();
  Finding F;
  F.Rule = "nplus1-generic-key";
  F.Level = Confidence::Likely;
  F.Orm = "poco-activerecord";
  F.Message = "'target' is resolved once per Action: 1 + N queries, if Action::kind is the tag";
  F.Location = find("src/stream.cpp", "target(*action)");
  F.Loop = find("src/stream.cpp", "for (").Begin;
  F.LoopHeader = find("src/stream.cpp", "for (const auto &action : actions)");
  F.Element = "Action";
  F.Path = {"target"};
  F.Types = {"Book", "Movie"};
  F.Queries = {"1 + N", "1 + 2", 1};
  Fix Remedy;
  Remedy.Title = "batch the targets by type";
  Remedy.Why = "the rows come from a parameter\nauto targets = batch(actions);";
  F.Remedy = Remedy;
  F.Fingerprint = "00000000000000a2";
  F.MovedFingerprint = "00000000000000b2";
  return F;
}

Report Project::report() {
  Report What;
  What.Findings = {lazyRelation(), genericKey()};
  What.Seen = {12, 9, 2, 1, 1, 40, 3};
  What.Errors = {{"/shop/src/broken.cpp", "'gen/model.h' file not found"}};
  return What;
}

ProgramResult runOn(llvm::StringRef Text, llvm::StringRef FileName,
                    std::vector<std::string> Command) {
  ProgramResult Result;
  llvm::SmallString<128> Dir;
  if (llvm::sys::fs::createUniqueDirectory("nplus1-report", Dir))
    return Result;
  std::string File = (Dir + "/" + FileName).str(), Log = (Dir + "/log").str();
  {
    std::error_code Failed;
    llvm::raw_fd_ostream(File, Failed) << Text;
  }
  auto Program = llvm::sys::findProgramByName(Command[0]);
  if (!Program) {
    Result.Output = Command[0] + " is not installed";
    return Result;
  }
  Command.push_back(File);
  std::vector<llvm::StringRef> Arguments(Command.begin(), Command.end());
  std::optional<llvm::StringRef> Redirects[] = {llvm::StringRef(""), llvm::StringRef(Log),
                                                llvm::StringRef(Log)};
  Result.Status = llvm::sys::ExecuteAndWait(*Program, Arguments, std::nullopt, Redirects);
  if (auto Buffer = llvm::MemoryBuffer::getFile(Log))
    Result.Output = (*Buffer)->getBuffer().str();
  llvm::sys::fs::remove_directories(Dir);
  return Result;
}

std::string schemaComplaint(llvm::StringRef Text, llvm::StringRef SchemaFile) {
  ProgramResult Result = runOn(Text, "document.json",
                               {"/usr/bin/python3", NPLUS1_SOURCE_DIR "/test/report/validate.py",
                                (NPLUS1_SOURCE_DIR "/" + SchemaFile).str()});
  return Result.Status == 0 ? "" : "validator said: " + Result.Output;
}

} // namespace nplus1::test
