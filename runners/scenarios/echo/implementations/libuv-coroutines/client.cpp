#include <exception>
#include <stdexcept>
#include <utility>
#include <vector>

#include "echo_libuv.hpp"
#include "spawned.hpp"
#include "stream.hpp"

namespace echo {
namespace {

struct Connection {
  Connection(uv_loop_t& loop, const Load& load, std::uint64_t seed)
      : stream(loop), exchange(load.message_bytes, seed, load.latencies) {}

  Stream stream;
  Exchange exchange;
};

class LibuvClient : public Client {
 public:
  explicit LibuvClient(std::uint16_t port) {
    checked(uv_loop_init(&loop_), "uv_loop_init");
    checked(uv_ip4_addr("127.0.0.1", port, &server_), "uv_ip4_addr");
  }
  ~LibuvClient() override {
    close();
    uv_loop_close(&loop_);
  }

  void open(const Load& load) override {
    for (int index = 0; index < load.connections; ++index) {
      connections_.push_back(std::make_unique<Connection>(loop_, load, index));
    }
    run([this](Connection& connection) { return connect(connection); });
  }

  void round_trips(int count) override {
    run([this, count](Connection& connection) { return exchange(connection, count); });
  }

  void close() override {
    for (auto& connection : connections_) connection->stream.close([](Stream*) {});
    // After a failure the first call may find the loop stopped and return before all is closed.
    while (uv_run(&loop_, UV_RUN_DEFAULT) != 0) {
    }
    connections_.clear();
  }

 private:
  Spawned connect(Connection& connection) {
    try {
      co_await connection.stream.connect(reinterpret_cast<const sockaddr*>(&server_));
      connection.stream.set_no_delay();
      note_socket(Side::client, connection.stream.socket());
    } catch (...) {
      failure_ = std::current_exception();
    }
    finish();
  }

  Spawned exchange(Connection& connection, int count) {
    Exchange& own = connection.exchange;
    try {
      for (; count > 0; --count) {
        own.begin();
        co_await connection.stream.write(own.sent(), own.bytes());
        std::size_t got = 0;
        while (got < own.bytes()) {
          const std::size_t more =
              co_await connection.stream.read_some(own.received() + got, own.room() - got);
          if (more == 0) throw std::runtime_error("the server closed the connection");
          got += more;
        }
        own.end(own.received(), got);
      }
    } catch (...) {
      failure_ = std::current_exception();
    }
    finish();
  }

  /** Starts a coroutine for each connection and waits until all have ended. */
  template <typename Start>
  void run(Start start) {
    unfinished_ = connections_.size();
    for (auto& connection : connections_) start(*connection);
    if (unfinished_ > 0) uv_run(&loop_, UV_RUN_DEFAULT);
    if (failure_) std::rethrow_exception(std::exchange(failure_, nullptr));
  }

  void finish() {
    --unfinished_;
    // Connections go on listening for what comes, so the loop would not end by itself.
    if (unfinished_ == 0 || failure_) uv_stop(&loop_);
  }

  uv_loop_t loop_;
  sockaddr_in server_;
  std::vector<std::unique_ptr<Connection>> connections_;
  std::size_t unfinished_ = 0;
  std::exception_ptr failure_;
};

}  // namespace

std::unique_ptr<Client> make_libuv_client(std::uint16_t port) {
  return std::make_unique<LibuvClient>(port);
}

}  // namespace echo
