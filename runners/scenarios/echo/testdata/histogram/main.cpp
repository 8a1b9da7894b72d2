// Records the numbers of standard input, one log for all of them, and writes it to the file that it is given.
#include <iostream>

#include "histogram.hpp"

int main(int, char** argv) {
  echo::HistogramLog log;
  auto& histogram = log.named("BM_Numbers/1/real_time");
  std::uint64_t number;
  while (std::cin >> number) histogram.record(number);
  log.write(argv[1]);
}
