#include "benchmarks.hpp"

#include <benchmark/benchmark.h>

#include <exception>

namespace echo {
namespace {

struct Size {
  const char* name;
  std::size_t bytes;
};

constexpr Size kSizes[] = {{"64B", 64}, {"1KB", 1024}, {"4KB", 4096}, {"64KB", 65536}};
constexpr int kCounts[] = {10, 100, 1000};
/** Round trips of an iteration, over all connections together: the same work on each rung of the ladder. */
constexpr int kLadderTrips = 1024;
constexpr int kMostConnections = 64;
constexpr int kThroughputTrips = 100;

enum class SetUp { outside, inside };
enum class Rate { items, bytes };

/** One benchmark with all its numbers. */
struct Case {
  std::size_t bytes;
  int connections = 1;
  /** Round trips of each connection in an iteration. */
  int trips = 1;
  SetUp set_up = SetUp::outside;
  Rate rate = Rate::items;
  /** Name under which latencies are kept; empty for none. */
  std::string latencies;
};

bool failed = false;

void measure(benchmark::State& state, const Ground& ground, const Case& one) {
  Histogram* kept = one.latencies.empty() ? nullptr : &ground.log.named(one.latencies);
  // The library calls this again and again until it lasts long enough; the last time is what it reports.
  if (kept != nullptr) kept->clear();
  const Load load{one.bytes, one.connections, kept};
  const bool inside = one.set_up == SetUp::inside;
  try {
    const auto client = ground.suite.client(ground.port);
    if (!inside) client->open(load);
    for (auto _ : state) {
      if (inside) client->open(load);
      client->round_trips(one.trips);
      if (inside) client->close();
    }
    if (!inside) client->close();
  } catch (const std::exception& error) {
    failed = true;
    state.SkipWithError(error.what());
    return;
  }
  const std::int64_t trips = state.iterations() * one.connections * one.trips;
  if (one.rate == Rate::items) {
    state.SetItemsProcessed(trips);
  } else {
    // Both ways, as the published throughput tests count.
    state.SetBytesProcessed(trips * 2 * static_cast<std::int64_t>(one.bytes));
  }
}

/** Clocks that a rate is divided by: the library's default, which is CPU time, and the wall clock. */
enum class Clock { cpu, wall };

void add(const Ground& ground, const std::string& name, const char* argument_name, int argument,
         Clock clock, Case one) {
  if (!one.latencies.empty()) {
    const std::string label = argument_name[0] == '\0' ? "" : std::string(argument_name) + ":";
    one.latencies = name + "/" + label + std::to_string(argument) + "/real_time";
  }
  auto* added = benchmark::RegisterBenchmark(
      name.c_str(), [&ground, one](benchmark::State& state) { measure(state, ground, one); });
  added->Arg(argument)->Unit(benchmark::kMicrosecond);
  if (argument_name[0] != '\0') added->ArgName(argument_name);
  if (clock == Clock::wall) added->UseRealTime();
}

}  // namespace

void register_benchmarks(const Ground& ground) {
  const std::string base = "BM_" + ground.suite.family;
  for (const Clock clock : {Clock::cpu, Clock::wall}) {
    for (const Size& size : kSizes) {
      for (const int trips : kCounts) {
        const Case one{size.bytes, 1, trips, SetUp::outside, Rate::items, ""};
        add(ground, base + "Echo_" + size.name, "", trips, clock, one);
        Case connecting = one;
        connecting.set_up = SetUp::inside;
        add(ground, base + "ConnectEcho_" + size.name, "", trips, clock, connecting);
      }
      add(ground, base + "ThroughputTest", "", static_cast<int>(size.bytes), clock,
          {size.bytes, 1, kThroughputTrips, SetUp::outside, Rate::bytes, ""});
    }
    if (!ground.suite.ladder) continue;
    for (int connections = 1; connections <= kMostConnections; connections *= 2) {
      const Case rung{kSizes[0].bytes, connections,    kLadderTrips / connections,
                      SetUp::outside,  Rate::items, clock == Clock::wall ? "kept" : ""};
      add(ground, base + "Ladder_64B", "connections", connections, clock, rung);
    }
  }
  // A distribution has no rate that a clock could be wrong about: one clock is enough.
  for (const Size& size : kSizes) {
    add(ground, base + "Latency_" + size.name, "", kCounts[2], Clock::wall,
        {size.bytes, 1, kCounts[2], SetUp::outside, Rate::items, "kept"});
  }
}

bool any_failed() { return failed; }

}  // namespace echo
