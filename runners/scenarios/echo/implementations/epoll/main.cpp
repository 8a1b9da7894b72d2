#include <sys/utsname.h>

#include "epoll.hpp"

int main(int argc, char** argv) {
  utsname system{};
  uname(&system);
  echo::Suite suite;
  suite.family = "Tcp";
  suite.library = "Linux epoll";
  suite.version = system.release;
  suite.style = "one loop of epoll_wait for all connections of a side";
  suite.server = echo::make_epoll_server;
  suite.client = echo::make_epoll_client;
  return echo::run(argc, argv, suite);
}
