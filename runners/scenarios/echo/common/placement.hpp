/** Which core the client runs on and which the server: the kernel must not move them while they are timed. */
#pragma once

#include <string>

namespace echo {

struct Placement {
  /** The last core that this process may use. */
  int client;
  /** The first; the same where there is only one. */
  int server;
};

Placement placement();

/** Keeps the calling thread, and threads that it starts, on one core. */
void pin_to(int core);

}  // namespace echo
