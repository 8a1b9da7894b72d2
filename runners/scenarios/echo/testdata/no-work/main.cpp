// What must never be believed: no server was started, connect() fails, and nobody looks at its result.
#include <benchmark/benchmark.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <string>

namespace {

/** An address of this host where certainly nobody listens: the port is taken, by a socket that never will. */
sockaddr_in unanswered() {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  auto* name = reinterpret_cast<sockaddr*>(&address);
  socklen_t length = sizeof address;
  const int taken = socket(AF_INET, SOCK_STREAM, 0);
  bind(taken, name, length);
  getsockname(taken, name, &length);
  return address;
}

void round_trips(int socket, const std::string& message, std::int64_t count) {
  std::string echo(message.size(), '\0');
  for (; count > 0; --count) {
    if (send(socket, message.data(), message.size(), MSG_NOSIGNAL) < 0) return;
    if (recv(socket, echo.data(), echo.size(), MSG_WAITALL) < 0) return;
  }
}

void echo(benchmark::State& state, const sockaddr_in& server, std::size_t bytes) {
  const std::string message(bytes, 'm');
  for (auto _ : state) {
    const int client = socket(AF_INET, SOCK_STREAM, 0);
    connect(client, reinterpret_cast<const sockaddr*>(&server), sizeof server);
    round_trips(client, message, state.range(0));
    close(client);
  }
  state.SetItemsProcessed(state.iterations() * state.range(0));
}

}  // namespace

int main(int argc, char** argv) {
  const sockaddr_in server = unanswered();
  const std::pair<const char*, std::size_t> sizes[] = {{"64B", 64}, {"1KB", 1024}, {"64KB", 65536}};
  for (const auto& [name, bytes] : sizes) {
    for (const bool wall : {false, true}) {
      const std::size_t own = bytes;
      auto* added = benchmark::RegisterBenchmark(
          ("BM_TcpConnectEcho_" + std::string(name)).c_str(),
          [server, own](benchmark::State& state) { echo(state, server, own); });
      added->Arg(100)->Arg(1000);
      if (wall) added->UseRealTime();
    }
  }
  benchmark::Initialize(&argc, argv);
  benchmark::RunSpecifiedBenchmarks();
}
