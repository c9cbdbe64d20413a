#include "driver/SharedPrefixes.h"

#include "driver/OutcomeCodec.h"

#include "llvm/ADT/STLExtras.h"

#include <algorithm>

using namespace llvm;

namespace nplus1 {

/// How many units are looked at to judge a prefix.
static constexpr size_t Ahead = 64;
/// Bytes of headers that have to be saved for a server to pay. Its units are copies of a
/// process, which cost about as much as parsing a quarter of this.
static constexpr double LeastGain = 1 << 20;

std::optional<IncludeTrail> SharedPrefixes::trailOf(size_t Unit, TrailFinder &Trails) const {
  return Trails.find(Units[Unit], Commands.differing(Unit));
}

void SharedPrefixes::add(size_t Unit, IncludeTrail Trail) {
  Ordered.push_back({Commands.group(Unit), std::move(Trail), Unit});
}

std::vector<size_t> SharedPrefixes::order() {
  sort(Ordered, [](const Known &A, const Known &B) {
    return std::tie(A.Command, A.Trail.Left, A.Unit) < std::tie(B.Command, B.Trail.Left, B.Unit);
  });
  std::vector<size_t> Result;
  for (auto [Place, K] : enumerate(Ordered)) {
    Places[K.Unit] = Place;
    Result.push_back(K.Unit);
  }
  return Result;
}

/// The server with the best prefix for the unit there; null if there is none.
SharedPrefixes::Serving *SharedPrefixes::serverFor(size_t Place) {
  const auto &[Command, Trail, Unit] = Ordered[Place];
  // In this order, who does not begin with a prefix is not followed by one who does. Some
  // begin with it and have no cut there.
  while (!Servers.empty() &&
         (Servers.back().Command != Command || !Servers.back().Server->begins(Trail)))
    Servers.pop_back();
  if (none_of(Servers, [&](const Serving &It) { return It.Server->cutOf(Trail); }) &&
      !Servers.empty())
    return nullptr;
  while (!Servers.empty() && !Servers.back().Server->cutOf(Trail))
    Servers.pop_back();
  const size_t Has = Servers.empty() ? 0 : Servers.back().Server->cutOf(Trail)->Bytes;

  // More is parsed once, to be left out of the units from here on that have it.
  const IncludeTrail::Cut *Best = nullptr;
  double Most = LeastGain;
  for (size_t I = Place + 1; I < std::min(Ordered.size(), Place + Ahead); ++I) {
    if (Ordered[I].Command != Command)
      break;
    const IncludeTrail::Cut *Cut = Trail.lastCut(Trail.commonWith(Ordered[I].Trail));
    if (!Cut)
      break;
    const double Gain = double(I - Place) * (double(Cut->Bytes) - double(Has));
    if (Gain > Most &&
        !Hopeless.count({Command, digestOf(ArrayRef(Trail.Left).take_front(Cut->Left))})) {
      Best = Cut;
      Most = Gain;
    }
  }
  if (Best) {
    auto Server = Servers.empty() ? PrefixServer::start(Units[Unit], Trail, *Best, Profiles)
                                  : Servers.back().Server->extend(Trail, *Best);
    if (Server)
      Servers.push_back({Command, std::move(Server)});
    else
      Hopeless.insert({Command, digestOf(ArrayRef(Trail.Left).take_front(Best->Left))});
  }
  return Servers.empty() ? nullptr : &Servers.back();
}

void SharedPrefixes::leave() {
  // Each waits for the one that goes on from it.
  while (!Servers.empty())
    Servers.pop_back();
}

std::string SharedPrefixes::analyze(size_t Unit) {
  auto Found = Places.find(Unit);
  if (Serving *Now = Found == Places.end() ? nullptr : serverFor(Found->second)) {
    auto Answer = Now->Server->analyze(Units[Unit], Ordered[Found->second].Trail);
    ++(Answer ? Now->Answers : Now->Refusals);
    if (Now->Server->hasEnded()) {
      // Whoever it goes on from has, too. One that served some is not to blame for a unit
      // that crashes.
      if (!Now->Answers)
        Hopeless.insert({Now->Command, Now->Server->prefix()});
      leave();
    } else if (Now->Refusals > Now->Answers) {
      Hopeless.insert({Now->Command, Now->Server->prefix()});
      Servers.pop_back();
    }
    if (Answer)
      return std::move(*Answer);
  }
  return encodeOutcome(analyzeUnit(Units[Unit], Profiles, vfs::createPhysicalFileSystem()));
}

} // namespace nplus1
