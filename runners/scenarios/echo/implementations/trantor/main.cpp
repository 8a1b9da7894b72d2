#include <trantor/utils/Logger.h>

#include "echo_trantor.hpp"

int main(int argc, char** argv) {
  trantor::Logger::setLogLevel(trantor::Logger::kError);
  echo::Suite suite;
  suite.family = "Tcp";
  suite.library = "Trantor";
  // The library does not tell it; the build finds the version that is installed.
  suite.version = ECHO_LIBRARY_VERSION;
  // The published benchmark ran the client's loop on a thread of its own and timed one that slept.
  suite.style = "callbacks, one loop for all connections of a side; the client's on the main thread";
  suite.server = echo::make_trantor_server;
  suite.client = echo::make_trantor_client;
  return echo::run(argc, argv, suite);
}
