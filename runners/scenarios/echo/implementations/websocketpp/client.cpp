#include <boost/asio/io_service.hpp>
#include <exception>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>
#include <websocketpp/client.hpp>
#include <websocketpp/config/asio_no_tls_client.hpp>

#include "echo_websocketpp.hpp"
#include "quiet_config.hpp"

namespace echo {
namespace {

using ClientEndpoint = websocketpp::client<QuietConfig<websocketpp::config::asio_client>>;
using websocketpp::connection_hdl;

struct Connection {
  Connection(const Load& load, std::uint64_t seed)
      : exchange(load.message_bytes, seed, load.latencies) {}

  ClientEndpoint::connection_ptr socket;
  Exchange exchange;
  int left = 0;
};

class WebSocketppClient : public Client {
 public:
  explicit WebSocketppClient(std::uint16_t port)
      : address_("ws://127.0.0.1:" + std::to_string(port) + "/") {
    endpoint_.init_asio(&io_);
    endpoint_.set_tcp_post_init_handler([this](connection_hdl handle) {
      attempt([&] {
        auto& socket = endpoint_.get_con_from_hdl(handle)->get_raw_socket();
        socket.set_option(boost::asio::ip::tcp::no_delay(true));
        note_socket(Side::client, socket.native_handle());
      });
    });
  }
  ~WebSocketppClient() override { close(); }

  void open(const Load& load) override {
    unfinished_ = static_cast<std::size_t>(load.connections);
    for (int index = 0; index < load.connections; ++index) {
      Connection& connection = *connections_.emplace_back(std::make_unique<Connection>(load, index));
      std::error_code error;
      connection.socket = endpoint_.get_connection(address_, error);
      if (error) throw std::system_error(error, "connection");
      connection.socket->set_open_handler([this](connection_hdl) { --unfinished_; });
      connection.socket->set_fail_handler([this, &connection](connection_hdl) {
        fail("connect: " + connection.socket->get_ec().message());
      });
      connection.socket->set_message_handler(
          [this, &connection](connection_hdl, ClientEndpoint::message_ptr message) {
            attempt([&] { take(connection, message->get_payload()); });
          });
      endpoint_.connect(connection.socket);
    }
    run();
    for (auto& connection : connections_) {
      connection->socket->set_close_handler(
          [this](connection_hdl) { fail("the server closed the connection"); });
    }
  }

  void round_trips(int count) override {
    unfinished_ = connections_.size();
    for (auto& connection : connections_) {
      connection->left = count;
      begin(*connection);
    }
    run();
  }

  /** Closes the TCP connection: a closing handshake is no part of what the published text timed either. */
  void close() override {
    for (auto& connection : connections_) {
      connection->socket->set_message_handler(nullptr);
      connection->socket->set_close_handler(nullptr);
      connection->socket->set_fail_handler(nullptr);
      boost::system::error_code ignored;
      connection->socket->get_raw_socket().close(ignored);
    }
    // What waited on the sockets hears of it, and lets go of them.
    io_.restart();
    io_.poll();
    connections_.clear();
    failure_ = nullptr;
  }

 private:
  void begin(Connection& connection) {
    Exchange& exchange = connection.exchange;
    exchange.begin();
    const std::error_code error = connection.socket->send(
        exchange.sent(), exchange.bytes(), websocketpp::frame::opcode::binary);
    if (error) throw std::system_error(error, "send");
  }

  void take(Connection& connection, const std::string& payload) {
    connection.exchange.end(payload.data(), payload.size());
    if (--connection.left > 0) {
      begin(connection);
    } else {
      --unfinished_;
    }
  }

  /** The library swallows exceptions of its handlers: they are kept for run() to throw. */
  template <typename Action>
  void attempt(Action action) {
    try {
      action();
    } catch (...) {
      failure_ = std::current_exception();
    }
  }

  void fail(const std::string& message) {
    failure_ = std::make_exception_ptr(std::runtime_error(message));
  }

  void run() {
    io_.restart();
    while (unfinished_ > 0 && !failure_) {
      if (io_.run_one() == 0) fail("nothing is left to wait for");
    }
    if (failure_) std::rethrow_exception(std::exchange(failure_, nullptr));
  }

  boost::asio::io_service io_;
  ClientEndpoint endpoint_;
  std::string address_;
  std::vector<std::unique_ptr<Connection>> connections_;
  std::size_t unfinished_ = 0;
  std::exception_ptr failure_;
};

}  // namespace

std::unique_ptr<Client> make_websocketpp_client(std::uint16_t port) {
  return std::make_unique<WebSocketppClient>(port);
}

}  // namespace echo
