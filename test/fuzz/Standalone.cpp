//===- Standalone.cpp - A fuzz target without libFuzzer ---------------------===//
//
// For ordinary builds and the tests: tries damaged variants of the seeds, the same
// ones in every run, and says how many.
//
//   fuzz_database --runs N SEED...        SEED: files, each whole and N times damaged
//
// Builds with -DNPLUS1_FUZZ=ON link libFuzzer's main() instead.
//
//===----------------------------------------------------------------------===//
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <iterator>
#include <random>
#include <string>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *Data, size_t Size);

using Bytes = std::vector<uint8_t>;

static void run(const Bytes &Input) { LLVMFuzzerTestOneInput(Input.data(), Input.size()); }

/// One to four changes of the kinds that break parsers.
static void damage(Bytes &Input, std::mt19937 &Random) {
  auto below = [&](size_t Limit) { return Limit ? Random() % Limit : 0; };
  static const std::string Tokens = "[]{}\",:\\0123456789-eE.tfn\xff\x80\x7f";
  for (size_t Count = 1 + below(4); Count && !Input.empty(); --Count) {
    const size_t At = below(Input.size());
    const size_t Length = below(std::min<size_t>(Input.size() - At, 64)) + 1;
    const auto Begin = Input.begin() + At, End = Begin + Length;
    switch (below(6)) {
    case 0:
      Input[At] ^= uint8_t(1u << below(8));
      break;
    case 1:
      Input[At] = uint8_t(Tokens[below(Tokens.size())]);
      break;
    case 2:
      Input.erase(Begin, End);
      break;
    case 3: {
      Bytes Copy(Begin, End);
      Input.insert(Input.begin() + below(Input.size()), Copy.begin(), Copy.end());
      break;
    }
    case 4:
      Input.insert(Begin, uint8_t(Tokens[below(Tokens.size())]));
      break;
    default:
      Input.resize(At);
    }
  }
}

int main(int Count, char **Arguments) {
  if (Count < 4 || strcmp(Arguments[1], "--runs") != 0) {
    fprintf(stderr, "usage: %s --runs N SEED...\n", Arguments[0]);
    return 2;
  }
  const long Runs = atol(Arguments[2]);
  size_t Inputs = 0;
  run({});
  for (int I = 3; I < Count; ++I) {
    std::ifstream File(Arguments[I], std::ios::binary);
    const Bytes Seed((std::istreambuf_iterator<char>(File)), std::istreambuf_iterator<char>());
    if (Seed.empty()) {
      fprintf(stderr, "%s: cannot be read, or is empty\n", Arguments[I]);
      return 2;
    }
    run(Seed);
    std::mt19937 Random(I);
    for (long Run = 0; Run < Runs; ++Run) {
      Bytes Input = Seed;
      damage(Input, Random);
      run(Input);
      ++Inputs;
    }
  }
  printf("%zu inputs\n", Inputs);
  return 0;
}
