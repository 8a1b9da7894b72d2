#include <uv.h>

#include <cstdlib>
#include <cstring>

#include "echo_libuv.hpp"

int main(int argc, char** argv) {
  const char* ring = std::getenv("UV_USE_IO_URING");
  const bool has_ring = ring != nullptr && std::strcmp(ring, "1") == 0;
  echo::Suite suite;
  suite.family = "Tcp";
  suite.library = "libuv";
  suite.version = uv_version_string();
  suite.style = std::string("coroutines, one loop for all connections of a side, UV_USE_IO_URING=") +
                (has_ring ? "1" : "0");
  suite.server = echo::make_libuv_server;
  suite.client = echo::make_libuv_client;
  return echo::run(argc, argv, suite);
}
