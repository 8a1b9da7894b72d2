#include <asio/version.hpp>

#include "echo_asio.hpp"

int main(int argc, char** argv) {
  echo::Suite suite;
  suite.family = "Tcp";
  suite.library = "Asio";
  suite.version = std::to_string(ASIO_VERSION / 100000) + '.' +
                  std::to_string(ASIO_VERSION / 100 % 1000) + '.' +
                  std::to_string(ASIO_VERSION % 100);
  suite.style = "coroutines, one io_context for all connections of a side";
  suite.server = echo::make_asio_server;
  suite.client = echo::make_asio_client;
  return echo::run(argc, argv, suite);
}
