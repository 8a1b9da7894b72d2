/** The benchmarks of every program: names, sizes, counts, clocks. */
#pragma once

#include <cstdint>

#include "harness.hpp"

namespace echo {

/** Where the benchmarks of a run find what they need. */
struct Ground {
  const Suite& suite;
  std::uint16_t port;
  HistogramLog& log;
};

/** Registers them all; which of them run is for --benchmark_filter to say. `ground` must outlive them. */
void register_benchmarks(const Ground& ground);

/** Whether any of them ended with an error. */
bool any_failed();

}  // namespace echo
