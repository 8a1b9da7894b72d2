// The same work timed twice: once as the library does by default, once with UseRealTime().
#include <benchmark/benchmark.h>
#include <chrono>
#include <limits>
#include <thread>
static void wait_and_spin(benchmark::State& state) {
  for (auto _ : state) {
    std::this_thread::sleep_for(std::chrono::milliseconds(2));
    volatile unsigned long sum = 0;
    for (int i = 0; i < 200000; ++i) sum = sum + i;
  }
  state.SetItemsProcessed(state.iterations() * state.range(0));
  state.SetBytesProcessed(state.iterations() * state.range(0) * 64);
}
static void spin(benchmark::State& state) {
  for (auto _ : state) {
    volatile unsigned long sum = 0;
    for (int i = 0; i < 2000000; ++i) sum = sum + i;
  }
  state.SetItemsProcessed(state.iterations() * 100);
}
static void manual(benchmark::State& state) {
  for (auto _ : state) state.SetIterationTime(0.00025);
  state.SetItemsProcessed(state.iterations() * 3);
}
static void counters(benchmark::State& state) {
  for (auto _ : state) benchmark::DoNotOptimize(state.iterations());
  state.counters["Frob Size"] = 12;
  state.counters["ratio"] = 0.00025;
  state.counters["big"] = benchmark::Counter(1 << 20, benchmark::Counter::kDefaults, benchmark::Counter::kIs1024);
  state.counters["undefined"] = std::numeric_limits<double>::quiet_NaN();
  state.counters["endless"] = std::numeric_limits<double>::infinity();
  state.counters["per second"] = benchmark::Counter(5, benchmark::Counter::kIsRate);
  state.counters["each"] = benchmark::Counter(5, benchmark::Counter::kIsRate | benchmark::Counter::kInvert);
  state.SetLabel("of 64 kB, \"quoted\"");
}
static void broken(benchmark::State& state) {
  state.SkipWithError("connect: Connection refused");
  for (auto _ : state) {}
}
static void linear(benchmark::State& state) {
  for (auto _ : state) { volatile long sum = 0; for (long i = 0; i < state.range(0); ++i) sum = sum + i; }
  state.SetComplexityN(state.range(0));
}
static void compute_mean(benchmark::State& state) { for (auto _ : state) benchmark::DoNotOptimize(1); }
BENCHMARK(wait_and_spin)->Arg(10)->Iterations(40);
BENCHMARK(wait_and_spin)->Arg(10)->Iterations(40)->UseRealTime();
BENCHMARK(wait_and_spin)->Arg(10)->Iterations(40)->Threads(2);
BENCHMARK(wait_and_spin)->Arg(10)->Iterations(40)->UseRealTime()->Threads(2);
BENCHMARK(wait_and_spin)->Arg(10)->Iterations(40)->MeasureProcessCPUTime()->Threads(2);
BENCHMARK(spin)->Iterations(10)->Threads(2);
BENCHMARK(spin)->Iterations(10)->UseRealTime()->Threads(2);
BENCHMARK(spin)->Iterations(20)->Unit(benchmark::kMicrosecond)->Repetitions(3);
BENCHMARK(manual)->Iterations(7)->UseManualTime();
BENCHMARK(counters)->Name("counters with blanks (all)")->Iterations(1000);
BENCHMARK(broken);
BENCHMARK(linear)->Arg(1000)->Arg(2000)->Arg(4000)->Iterations(1000)->Complexity(benchmark::oN);
BENCHMARK(compute_mean)->Iterations(100000);
BENCHMARK_MAIN();
