#include "placement.hpp"

#include <sched.h>

#include <stdexcept>

namespace echo {

Placement placement() {
  cpu_set_t allowed;
  if (sched_getaffinity(0, sizeof allowed, &allowed) != 0) {
    throw std::runtime_error("the cores of this process are not told");
  }
  Placement found{-1, -1};
  for (int core = 0; core < CPU_SETSIZE; ++core) {
    if (!CPU_ISSET(core, &allowed)) continue;
    if (found.server < 0) found.server = core;
    found.client = core;
  }
  return found;
}

void pin_to(int core) {
  cpu_set_t one;
  CPU_ZERO(&one);
  CPU_SET(core, &one);
  if (sched_setaffinity(0, sizeof one, &one) != 0) {
    throw std::runtime_error("cannot run on core " + std::to_string(core));
  }
}

}  // namespace echo
