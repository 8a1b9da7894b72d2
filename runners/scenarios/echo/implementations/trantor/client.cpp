#include <trantor/net/EventLoop.h>
#include <trantor/net/TcpClient.h>

#include <exception>
#include <stdexcept>
#include <utility>
#include <vector>

#include "echo_trantor.hpp"

namespace echo {
namespace {

struct Connection {
  Connection(const Load& load, std::uint64_t seed)
      : exchange(load.message_bytes, seed, load.latencies) {}

  std::shared_ptr<trantor::TcpClient> client;
  /** The library tells it before it connects, and not afterwards. */
  int socket = -1;
  Exchange exchange;
  int left = 0;
};

class TrantorClient : public Client {
 public:
  explicit TrantorClient(std::uint16_t port) : server_("127.0.0.1", port) {}
  ~TrantorClient() override { close(); }

  void open(const Load& load) override {
    unfinished_ = static_cast<std::size_t>(load.connections);
    for (int index = 0; index < load.connections; ++index) {
      Connection& connection = *connections_.emplace_back(std::make_unique<Connection>(load, index));
      connection.client = std::make_shared<trantor::TcpClient>(&loop_, server_, "echo");
      connection.client->setConnectionErrorCallback([this] { fail("the connection failed"); });
      connection.client->setSockOptCallback([&connection](int socket) { connection.socket = socket; });
      connection.client->setConnectionCallback(
          [this, &connection](const trantor::TcpConnectionPtr& opened) {
            if (opened->connected()) {
              opened->setTcpNoDelay(true);
              guard([&] { note_socket(Side::client, connection.socket); });
              finish();
            } else if (!closing_) {
              fail("the server closed the connection");
            }
          });
      connection.client->setMessageCallback(
          [this, &connection](const trantor::TcpConnectionPtr&, trantor::MsgBuffer* received) {
            take(connection, *received);
          });
      connection.client->connect();
    }
    run();
  }

  void round_trips(int count) override {
    unfinished_ = connections_.size();
    for (auto& connection : connections_) {
      connection->left = count;
      begin(*connection);
    }
    run();
  }

  void close() override {
    closing_ = true;
    connections_.clear();
    // What is queued for the loop lets go of the sockets.
    loop_.queueInLoop([this] { loop_.quit(); });
    loop_.loop();
    closing_ = false;
    failure_ = nullptr;
  }

 private:
  void begin(Connection& connection) {
    Exchange& exchange = connection.exchange;
    exchange.begin();
    connection.client->connection()->send(exchange.sent(), exchange.bytes());
  }

  void take(Connection& connection, trantor::MsgBuffer& received) {
    Exchange& exchange = connection.exchange;
    const std::size_t got = received.readableBytes();
    if (got < exchange.bytes()) return;
    if (!guard([&] { exchange.end(received.peek(), got); })) return;
    received.retrieveAll();
    if (--connection.left > 0) {
      begin(connection);
    } else {
      finish();
    }
  }

  void finish() {
    if (--unfinished_ == 0) loop_.quit();
  }

  void fail(const char* message) {
    failure_ = std::make_exception_ptr(std::runtime_error(message));
    loop_.quit();
  }

  /** Whether the action did what it should; an exception must not pass through the library. */
  template <typename Action>
  bool guard(Action action) {
    try {
      action();
      return true;
    } catch (...) {
      failure_ = std::current_exception();
      loop_.quit();
      return false;
    }
  }

  void run() {
    // What has failed already, before the loop began, would not end it.
    if (!failure_) loop_.loop();
    if (failure_) std::rethrow_exception(std::exchange(failure_, nullptr));
  }

  trantor::EventLoop loop_;
  trantor::InetAddress server_;
  std::vector<std::unique_ptr<Connection>> connections_;
  std::size_t unfinished_ = 0;
  std::exception_ptr failure_;
  bool closing_ = false;
};

}  // namespace

std::unique_ptr<Client> make_trantor_client(std::uint16_t port) {
  return std::make_unique<TrantorClient>(port);
}

}  // namespace echo
