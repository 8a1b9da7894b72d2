#include <boost/version.hpp>

#include "echo_beast.hpp"

int main(int argc, char** argv) {
  echo::Suite suite;
  suite.family = "Ws";
  suite.library = "Boost.Beast";
  suite.version = std::to_string(BOOST_VERSION / 100000) + '.' +
                  std::to_string(BOOST_VERSION / 100 % 1000) + '.' +
                  std::to_string(BOOST_VERSION % 100);
  suite.style = "callbacks, one io_context for all connections of a side; binary, no compression";
  suite.server = echo::make_beast_server;
  suite.client = echo::make_beast_client;
  return echo::run(argc, argv, suite);
}
