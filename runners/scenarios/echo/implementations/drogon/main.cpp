#include <trantor/utils/Logger.h>

#include <stdexcept>

#include "echo_drogon.hpp"

int main(int argc, char** argv) {
  trantor::Logger::setLogLevel(trantor::Logger::kError);
  echo::Suite suite;
  suite.family = "Ws";
  suite.library = "Drogon";
  suite.version = ECHO_LIBRARY_VERSION;
  // The published benchmark ran the client's loop on a thread of its own and timed one that waited.
  suite.style = "callbacks, one loop for all connections, on the main thread; binary, no compression";
  suite.server = []() -> std::unique_ptr<echo::Server> {
    throw std::runtime_error("it has no server of its own: ECHO_PORT must name one");
  };
  suite.client = echo::make_drogon_client;
  return echo::run(argc, argv, suite);
}
