#include <asio/awaitable.hpp>
#include <asio/buffer.hpp>
#include <asio/co_spawn.hpp>
#include <asio/io_context.hpp>
#include <asio/ip/tcp.hpp>
#include <asio/read.hpp>
#include <asio/use_awaitable.hpp>
#include <asio/write.hpp>
#include <exception>
#include <vector>

#include "echo_asio.hpp"

namespace echo {
namespace {

using asio::ip::tcp;

struct Connection {
  Connection(asio::io_context& io, const Load& load, std::uint64_t seed)
      : socket(io), exchange(load.message_bytes, seed, load.latencies) {}

  asio::awaitable<void> round_trips(int count) {
    for (; count > 0; --count) {
      exchange.begin();
      co_await asio::async_write(socket, asio::buffer(exchange.sent(), exchange.bytes()),
                                 asio::use_awaitable);
      const std::size_t got = co_await asio::async_read(
          socket, asio::buffer(exchange.received(), exchange.bytes()), asio::use_awaitable);
      exchange.end(exchange.received(), got);
    }
  }

  tcp::socket socket;
  Exchange exchange;
};

class AsioClient : public Client {
 public:
  explicit AsioClient(std::uint16_t port) : server_(asio::ip::address_v4::loopback(), port) {}

  void open(const Load& load) override {
    for (int index = 0; index < load.connections; ++index) {
      Connection& connection =
          *connections_.emplace_back(std::make_unique<Connection>(io_, load, index));
      connection.socket.connect(server_);
      connection.socket.set_option(tcp::no_delay(true));
      note_socket(Side::client, connection.socket.native_handle());
    }
  }

  void round_trips(int count) override {
    for (auto& connection : connections_) {
      asio::co_spawn(io_, connection->round_trips(count), [](std::exception_ptr error) {
        if (error) std::rethrow_exception(error);
      });
    }
    io_.restart();
    io_.run();
  }

  void close() override { connections_.clear(); }

 private:
  // One thread runs it: no locks.
  asio::io_context io_{1};
  tcp::endpoint server_;
  std::vector<std::unique_ptr<Connection>> connections_;
};

}  // namespace

std::unique_ptr<Client> make_asio_client(std::uint16_t port) {
  return std::make_unique<AsioClient>(port);
}

}  // namespace echo
