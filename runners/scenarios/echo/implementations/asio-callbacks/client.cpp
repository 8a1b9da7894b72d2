#include <asio/buffer.hpp>
#include <asio/io_context.hpp>
#include <asio/ip/tcp.hpp>
#include <asio/read.hpp>
#include <asio/write.hpp>
#include <system_error>
#include <vector>

#include "echo_asio.hpp"

namespace echo {
namespace {

using asio::ip::tcp;

struct Connection {
  Connection(asio::io_context& io, const Load& load, std::uint64_t seed)
      : socket(io), exchange(load.message_bytes, seed, load.latencies) {}

  void begin() {
    exchange.begin();
    asio::async_write(socket, asio::buffer(exchange.sent(), exchange.bytes()),
                      [this](std::error_code error, std::size_t) {
                        if (error) throw std::system_error(error, "write");
                        receive();
                      });
  }

  void receive() {
    asio::async_read(socket, asio::buffer(exchange.received(), exchange.bytes()),
                     [this](std::error_code error, std::size_t got) {
                       if (error) throw std::system_error(error, "read");
                       exchange.end(exchange.received(), got);
                       if (--left > 0) begin();
                     });
  }

  tcp::socket socket;
  Exchange exchange;
  int left = 0;
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
      connection->left = count;
      connection->begin();
    }
    io_.restart();
    // Ends when no connection has anything to wait for; what a handler throws comes out of it.
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
