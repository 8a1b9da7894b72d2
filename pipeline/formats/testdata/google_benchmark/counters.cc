// User counters that are called like fields of the library, which prints both under one name.
#include <benchmark/benchmark.h>
static void wait(benchmark::State& state) {
  for (auto _ : state) {
    for (int i = 0; i < 20000; ++i) benchmark::DoNotOptimize(i);
  }
  state.SetItemsProcessed(state.iterations());
}
static void BM_Counters(benchmark::State& state) {
  wait(state);
  state.counters["iterations"] = 42;
  state.counters["load"] = 0.5;
}
BENCHMARK(BM_Counters)->UseRealTime()->Iterations(100);
static void BM_Named(benchmark::State& state) {
  wait(state);
  state.counters["name"] = 3;
  state.counters["real_time"] = 7;
}
BENCHMARK(BM_Named)->Iterations(100);
BENCHMARK_MAIN();
