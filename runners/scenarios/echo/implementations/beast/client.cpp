#include <boost/asio/buffer.hpp>
#include <boost/asio/io_context.hpp>
#include <string>
#include <vector>

#include "echo_beast.hpp"

namespace echo {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
using boost::system::error_code;
using boost::system::system_error;

struct Connection {
  Connection(asio::io_context& io, const Load& load, std::uint64_t seed)
      : socket(io), exchange(load.message_bytes, seed, load.latencies) {
    received.reserve(exchange.room());
  }

  void begin() {
    exchange.begin();
    socket.async_write(asio::buffer(exchange.sent(), exchange.bytes()),
                       [this](error_code error, std::size_t) {
                         if (error) throw system_error(error, "write");
                         receive();
                       });
  }

  void receive() {
    socket.async_read(received, [this](error_code error, std::size_t got) {
      if (error) throw system_error(error, "read");
      exchange.end(received.data().data(), got);
      received.consume(got);
      if (--left > 0) begin();
    });
  }

  WebSocket socket;
  beast::flat_buffer received;
  Exchange exchange;
  int left = 0;
};

class BeastClient : public Client {
 public:
  explicit BeastClient(std::uint16_t port)
      : server_(asio::ip::address_v4::loopback(), port),
        host_("127.0.0.1:" + std::to_string(port)) {}

  void open(const Load& load) override {
    for (int index = 0; index < load.connections; ++index) {
      Connection& connection =
          *connections_.emplace_back(std::make_unique<Connection>(io_, load, index));
      auto& tcp = connection.socket.next_layer();
      tcp.connect(server_);
      tcp.set_option(asio::ip::tcp::no_delay(true));
      note_socket(Side::client, tcp.native_handle());
      connection.socket.handshake(host_, "/");
      set_options(connection.socket);
    }
  }

  void round_trips(int count) override {
    for (auto& connection : connections_) {
      connection->left = count;
      connection->begin();
    }
    io_.restart();
    io_.run();
  }

  /** Closes the TCP connection: a closing handshake is no part of what the published text timed either. */
  void close() override { connections_.clear(); }

 private:
  asio::io_context io_{1};
  asio::ip::tcp::endpoint server_;
  std::string host_;
  std::vector<std::unique_ptr<Connection>> connections_;
};

}  // namespace

std::unique_ptr<Client> make_beast_client(std::uint16_t port) {
  return std::make_unique<BeastClient>(port);
}

}  // namespace echo
