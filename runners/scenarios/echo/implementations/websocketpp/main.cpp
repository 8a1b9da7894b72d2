#include <websocketpp/version.hpp>

#include "echo_websocketpp.hpp"

int main(int argc, char** argv) {
  echo::Suite suite;
  suite.family = "Ws";
  suite.library = "WebSocket++";
  suite.version = std::to_string(websocketpp::major_version) + '.' +
                  std::to_string(websocketpp::minor_version) + '.' +
                  std::to_string(websocketpp::patch_version);
  suite.style = "callbacks, one io_service for all connections of a side; binary, no compression";
  suite.server = echo::make_websocketpp_server;
  suite.client = echo::make_websocketpp_client;
  return echo::run(argc, argv, suite);
}
