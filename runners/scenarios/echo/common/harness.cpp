#include "harness.hpp"

#include <benchmark/benchmark.h>

#include <csignal>
#include <cstdlib>
#include <cstring>
#include <exception>
#include <iostream>
#include <thread>

#include "benchmarks.hpp"
#include "placement.hpp"
#include "sockets.hpp"

namespace echo {
namespace {

/** An in-process server and its thread; both end with it. */
class Serving {
 public:
  Serving(std::unique_ptr<Server> server, int core) : server_(std::move(server)) {
    thread_ = std::thread([this, core] {
      pin_to(core);
      server_->serve();
    });
  }
  Serving(const Serving&) = delete;
  Serving& operator=(const Serving&) = delete;
  ~Serving() {
    server_->stop();
    thread_.join();
  }

 private:
  std::unique_ptr<Server> server_;
  std::thread thread_;
};

/** Takes `--histograms=FILE` out of the arguments; empty where it is not among them. */
std::string take_histograms(int& argc, char** argv) {
  constexpr char kFlag[] = "--histograms=";
  std::string path;
  int kept = 0;
  for (int index = 0; index < argc; ++index) {
    if (std::strncmp(argv[index], kFlag, sizeof kFlag - 1) == 0) {
      path = argv[index] + sizeof kFlag - 1;
    } else {
      argv[kept++] = argv[index];
    }
  }
  argc = kept;
  return path;
}

/** One round trip before anything is timed: does it work, and what are the sockets set to? */
void probe(const Suite& suite, std::uint16_t port) {
  const auto client = suite.client(port);
  client->open({64, 1, nullptr});
  client->round_trips(1);
  client->close();
}

void tell_context(const Suite& suite, const Placement& where, const char* elsewhere) {
  const auto tell = [](const char* key, const std::string& value) {
    benchmark::AddCustomContext(key, value);
  };
  // Before 1.8.4 the library does not tell its version; and the name it uses since is left to it.
  tell("google_benchmark_version", ECHO_BENCHMARK_VERSION);
  tell("echo_library", suite.library);
  tell("echo_library_version", suite.version);
  tell("echo_style", suite.style);
  tell("client_core", std::to_string(where.client));
  tell("client_socket", client_socket());
  tell("client_connection_setup", "outside the timed part, inside it where the name says Connect");
  tell("verified", "every byte of every echo");
  if (elsewhere == nullptr) {
    tell("server", "in this process, on a thread of its own");
    tell("server_core", std::to_string(where.server));
    tell("server_socket", server_socket());
    tell("server_read_buffer", std::to_string(kReadBufferBytes));
  } else {
    const char* name = std::getenv("ECHO_SERVER");
    tell("server", name == nullptr ? "elsewhere on this host" : name);
  }
}

int run_all(const Suite& suite, const std::string& histograms) {
  // Writing to a connection that the other side has closed is an error to be told, not an end.
  std::signal(SIGPIPE, SIG_IGN);
  const Placement where = placement();
  pin_to(where.client);
  const char* elsewhere = std::getenv("ECHO_PORT");
  std::uint16_t port;
  std::unique_ptr<Serving> serving;
  if (elsewhere == nullptr) {
    auto server = suite.server();
    port = server->port();
    serving = std::make_unique<Serving>(std::move(server), where.server);
  } else {
    port = static_cast<std::uint16_t>(std::stoi(elsewhere));
  }
  probe(suite, port);
  tell_context(suite, where, elsewhere);
  HistogramLog log;
  const Ground ground{suite, port, log};
  register_benchmarks(ground);
  if (benchmark::RunSpecifiedBenchmarks() == 0) {
    std::cerr << "no benchmark fits the filter\n";
    return 1;
  }
  if (!histograms.empty()) log.write(histograms);
  if (any_failed()) {
    std::cerr << "a benchmark ended with an error; its row says which\n";
    return 1;
  }
  return 0;
}

}  // namespace

int run(int argc, char** argv, const Suite& suite) {
  if (argc == 2 && std::strcmp(argv[1], "--version") == 0) {
    std::cout << suite.library << ' ' << suite.version << '\n';
    return 0;
  }
  if (argc == 2 && std::strcmp(argv[1], "--benchmark-version") == 0) {
    std::cout << ECHO_BENCHMARK_VERSION << '\n';
    return 0;
  }
  const std::string histograms = take_histograms(argc, argv);
  benchmark::Initialize(&argc, argv);
  if (benchmark::ReportUnrecognizedArguments(argc, argv)) return 2;
  try {
    return run_all(suite, histograms);
  } catch (const std::exception& error) {
    std::cerr << suite.library << ": " << error.what() << '\n';
    return 1;
  }
}

}  // namespace echo
