#include <drogon/WebSocketClient.h>
#include <trantor/net/EventLoop.h>

#include <exception>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "echo_drogon.hpp"

namespace echo {
namespace {

struct Connection {
  Connection(const Load& load, std::uint64_t seed)
      : exchange(load.message_bytes, seed, load.latencies) {}

  drogon::WebSocketClientPtr client;
  Exchange exchange;
  int left = 0;
};

class DrogonClient : public Client {
 public:
  explicit DrogonClient(std::uint16_t port) : port_(port) {}
  ~DrogonClient() override { close(); }

  void open(const Load& load) override {
    unfinished_ = static_cast<std::size_t>(load.connections);
    for (int index = 0; index < load.connections; ++index) {
      Connection& connection = *connections_.emplace_back(std::make_unique<Connection>(load, index));
      connection.client =
          drogon::WebSocketClient::newWebSocketClient("127.0.0.1", port_, false, &loop_);
      connection.client->setMessageHandler(
          [this, &connection](std::string&& message, const drogon::WebSocketClientPtr&,
                              const drogon::WebSocketMessageType& type) {
            if (type == drogon::WebSocketMessageType::Binary) take(connection, message);
          });
      connection.client->setConnectionClosedHandler([this](const drogon::WebSocketClientPtr&) {
        if (!closing_) fail("the server closed the connection");
      });
      auto request = drogon::HttpRequest::newHttpRequest();
      request->setPath("/");
      connection.client->connectToServer(
          request, [this](drogon::ReqResult result, const drogon::HttpResponsePtr&,
                          const drogon::WebSocketClientPtr&) {
            if (result != drogon::ReqResult::Ok) return fail("the connection failed");
            finish();
          });
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
    connection.client->getConnection()->send(exchange.sent(), exchange.bytes(),
                                             drogon::WebSocketMessageType::Binary);
  }

  void take(Connection& connection, const std::string& message) {
    try {
      connection.exchange.end(message.data(), message.size());
    } catch (...) {
      failure_ = std::current_exception();
      loop_.quit();
      return;
    }
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

  void run() {
    loop_.loop();
    if (failure_) std::rethrow_exception(std::exchange(failure_, nullptr));
  }

  std::uint16_t port_;
  trantor::EventLoop loop_;
  std::vector<std::unique_ptr<Connection>> connections_;
  std::size_t unfinished_ = 0;
  std::exception_ptr failure_;
  bool closing_ = false;
};

}  // namespace

std::unique_ptr<Client> make_drogon_client(std::uint16_t port) {
  return std::make_unique<DrogonClient>(port);
}

}  // namespace echo
