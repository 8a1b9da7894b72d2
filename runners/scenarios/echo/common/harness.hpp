/**
 * What the programs of all libraries share: which benchmarks there are, how they are named and timed, and
 * where client and server run. A program gives a Client, a Server and its name, and calls run().
 */
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>

#include "exchange.hpp"

namespace echo {

struct Load {
  std::size_t message_bytes;
  int connections;
  /** Takes the latency of each round trip; null where none is wanted. */
  Histogram* latencies;
};

/** The measuring side; all of it runs on the main thread. Trouble of any kind is an exception. */
class Client {
 public:
  virtual ~Client() = default;
  /** Opens the connections, ready to send. */
  virtual void open(const Load& load) = 0;
  /** Each connection sends `count` messages and waits for the echo of each before it sends the next. */
  virtual void round_trips(int count) = 0;
  virtual void close() = 0;
};

/** An echo server on a thread of its own. */
class Server {
 public:
  virtual ~Server() = default;
  /** The port of 127.0.0.1 that it listens on, chosen by the kernel. */
  virtual std::uint16_t port() const = 0;
  /** Serves until stop() is called from another thread. */
  virtual void serve() = 0;
  virtual void stop() = 0;
};

struct Suite {
  /** First word of the benchmarks' names: Tcp or Ws. */
  std::string family;
  std::string library;
  std::string version;
  /** How its connections are driven, for the record: callbacks, coroutines, one thread a connection. */
  std::string style;
  /** Used unless ECHO_PORT names the port of a server that runs elsewhere on this host. */
  std::function<std::unique_ptr<Server>()> server;
  std::function<std::unique_ptr<Client>(std::uint16_t port)> client;
  /** Whether there is a ladder of connections. */
  bool ladder = true;
};

/** Runs the benchmarks that the arguments ask for; the exit status of the program. */
int run(int argc, char** argv, const Suite& suite);

enum class Side { client, server };

/**
 * To be called with each connected socket. Of the first of each side it records what the report says of it;
 * throws std::runtime_error where TCP_NODELAY is not set.
 */
void note_socket(Side side, int socket);

}  // namespace echo
