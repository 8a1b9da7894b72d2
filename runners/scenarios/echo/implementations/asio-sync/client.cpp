#include <asio/buffer.hpp>
#include <asio/io_context.hpp>
#include <asio/ip/tcp.hpp>
#include <asio/read.hpp>
#include <asio/write.hpp>
#include <vector>

#include "echo_asio.hpp"

namespace echo {
namespace {

using asio::ip::tcp;

struct Connection {
  Connection(asio::io_context& io, const Load& load, std::uint64_t seed)
      : socket(io), exchange(load.message_bytes, seed, load.latencies) {}

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
    for (int trip = 0; trip < count; ++trip) {
      for (auto& connection : connections_) {
        Exchange& exchange = connection->exchange;
        exchange.begin();
        asio::write(connection->socket, asio::buffer(exchange.sent(), exchange.bytes()));
      }
      for (auto& connection : connections_) {
        Exchange& exchange = connection->exchange;
        const std::size_t got = asio::read(connection->socket,
                                           asio::buffer(exchange.received(), exchange.bytes()));
        exchange.end(exchange.received(), got);
      }
    }
  }

  void close() override { connections_.clear(); }

 private:
  asio::io_context io_;
  tcp::endpoint server_;
  std::vector<std::unique_ptr<Connection>> connections_;
};

}  // namespace

std::unique_ptr<Client> make_asio_client(std::uint16_t port) {
  return std::make_unique<AsioClient>(port);
}

}  // namespace echo
