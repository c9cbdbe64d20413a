//===- KilledFixTest.cpp - A fix over 50 files, killed --------------------===//
//
// Kills `nplus1 fix` while it works on a program of 50 files: somewhere in its run,
// and, because that seldom hits the writing, at random moments from when it begins
// to write. Each file must be old or new, and a run after it must give what an
// undisturbed one gives.
//
//   NPLUS1_KILLS=60 fix_programs_tests --gtest_filter='KilledFix.*'
//
//===----------------------------------------------------------------------===//
#include "cli/ToolRun.h"

#include <gtest/gtest.h>

#include <chrono>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <random>
#include <sys/wait.h>
#include <unistd.h>

namespace nplus1 {
namespace {

using Clock = std::chrono::steady_clock;
using Microseconds = std::chrono::microseconds;

constexpr unsigned Count = 50;

class FiftyFiles : public TempFolder {
public:
  FiftyFiles() {
    std::filesystem::copy(NPLUS1_SOURCE_DIR "/test/fix/programs/toy", path("toy"));
    std::string Unit;
    for (unsigned I = 0; I < Count; ++I) {
      Unit += "#include \"" + nameOf(I) + "\"\n";
      write(nameOf(I), textOf(I));
    }
    write("unit.cpp", Unit);
    write("compile_commands.json",
          "[{\"directory\": \"" + root() +
              "\", \"file\": \"unit.cpp\", \"command\": \"clang++-19 -std=c++20 -I. -I" +
              NPLUS1_SOURCE_DIR "/lib/runtime/include -c unit.cpp\"}]");
  }

  static std::string nameOf(unsigned I) { return "part" + std::to_string(I) + ".h"; }
  static std::string textOf(unsigned I) {
    return "#pragma once\n\n#include \"toy/shop.h\"\n\ninline int part" + std::to_string(I) +
           "(toy::Session &session) {\n  int sum = 0;\n  const auto orders = "
           "toy::all<Order>(session);\n  for (const auto &order : orders)\n    sum += "
           "order->item()->price();\n  return sum;\n}\n";
  }

  void reset() const {
    for (unsigned I = 0; I < Count; ++I)
      write(nameOf(I), textOf(I));
  }

  std::vector<std::string> contents() const {
    std::vector<std::string> Texts;
    for (unsigned I = 0; I < Count; ++I)
      Texts.push_back(read(nameOf(I)));
    return Texts;
  }

  bool isWriting() const { return ::access(path(".nplus1-fix.json").c_str(), F_OK) == 0; }

  /// Starts a fix in the background.
  pid_t start() const {
    pid_t Child = ::fork();
    if (Child == 0) {
      std::vector<const char *> Words;
      for (const std::string &Word : Command)
        Words.push_back(Word.c_str());
      Words.push_back(nullptr);
      if (::chdir(root().c_str()) == 0 && std::freopen("/dev/null", "w", stdout) &&
          std::freopen("/dev/null", "w", stderr))
        ::execv(Words.front(), const_cast<char **>(Words.data()));
      ::_exit(127);
    }
    return Child;
  }

  ToolResult fix() const { return runProgram(Command, root()); }

private:
  inline static const std::vector<std::string> Command = {
      NPLUS1_TOOL,    "fix",        "-p",         ".",    "--profile",
      "toy/toy.json", "--no-cache", "--progress", "never"};
};

/// Waits until \p Holds or the process has ended; false if it has.
template <class Condition> bool await(pid_t Child, Condition Holds) {
  while (!Holds()) {
    siginfo_t Ended = {};
    if (::waitid(P_PID, id_t(Child), &Ended, WEXITED | WNOHANG | WNOWAIT) == 0 && Ended.si_pid)
      return false;
    ::usleep(200);
  }
  return true;
}

TEST(KilledFix, LosesNothingOfFiftyFiles) {
  const char *Wanted = std::getenv("NPLUS1_KILLS");
  const unsigned Kills = Wanted ? unsigned(std::strtoul(Wanted, nullptr, 10)) : 4;
  FiftyFiles Project;
  const std::vector<std::string> Old = Project.contents();

  // An undisturbed run: what is to come out, and how long it takes.
  auto Begin = Clock::now();
  pid_t Whole = Project.start();
  ASSERT_TRUE(await(Whole, [&] { return Project.isWriting(); }));
  auto Wrote = Clock::now();
  await(Whole, [&] { return !Project.isWriting(); });
  auto Writing = std::chrono::duration_cast<Microseconds>(Clock::now() - Wrote);
  int Status;
  ASSERT_EQ(::waitpid(Whole, &Status, 0), Whole);
  ASSERT_TRUE(WIFEXITED(Status) && WEXITSTATUS(Status) == 0);
  auto Running = std::chrono::duration_cast<Microseconds>(Clock::now() - Begin);
  const std::vector<std::string> New = Project.contents();
  for (unsigned I = 0; I < Count; ++I)
    ASSERT_NE(New[I], Old[I]);

  std::mt19937 Random(20261122);
  auto Upto = [&](Microseconds Time) {
    return std::uniform_int_distribution<useconds_t>(0, useconds_t(Time.count()))(Random);
  };
  unsigned Interrupted = 0, WhileWriting = 0, Mixed = 0;
  for (unsigned Kill = 0; Kill < Kills; ++Kill) {
    Project.reset();
    pid_t Child = Project.start();
    if (Kill % 4 == 3)
      ::usleep(Upto(Running));
    else if (await(Child, [&] { return Project.isWriting(); }))
      ::usleep(Upto(Writing));
    ::kill(Child, SIGKILL);
    ASSERT_EQ(::waitpid(Child, &Status, 0), Child);
    Interrupted += WIFSIGNALED(Status);
    WhileWriting += Project.isWriting();

    unsigned Changed = 0;
    std::vector<std::string> Now = Project.contents();
    for (unsigned I = 0; I < Count; ++I) {
      ASSERT_TRUE(Now[I] == Old[I] || Now[I] == New[I]) << "a mixture:\n" << Now[I];
      Changed += Now[I] == New[I];
    }
    Mixed += Changed > 0 && Changed < Count;

    ToolResult Next = Project.fix();
    EXPECT_EQ(Next.Status, 0) << Next.Out << Next.Err;
    EXPECT_EQ(Project.contents(), New) << Next.Out << Next.Err;
    for (const auto &Entry : std::filesystem::directory_iterator(Project.root()))
      EXPECT_NE(Entry.path().filename().string().rfind(".nplus1", 0), 0u) << Entry.path();
  }
  std::cout << Interrupted << " of " << Kills << " runs killed, " << WhileWriting
            << " of them while writing; " << Mixed << " left some files old and some new\n";
  EXPECT_GE(Interrupted * 2, Kills) << "the kills came too late to show anything";
}

} // namespace
} // namespace nplus1
