#include <drogon/WebSocketClient.h>
#include <netinet/in.h>
#include <sys/socket.h>
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

/** The descriptor of the socket that is bound to this port; the library keeps it to itself. */
int socket_bound_to(std::uint16_t port) {
  constexpr int kMostDescriptors = 4096;
  for (int descriptor = 0; descriptor < kMostDescriptors; ++descriptor) {
    sockaddr_in address{};
    socklen_t length = sizeof address;
    if (getsockname(descriptor, reinterpret_cast<sockaddr*>(&address), &length) == 0 &&
        address.sin_family == AF_INET && ntohs(address.sin_port) == port) {
      return descriptor;
    }
  }
  throw std::runtime_error("the client's socket was not found");
}

/** Looks at the first connection of the program, which the harness opens before anything is timed. */
void note_once(const drogon::WebSocketClientPtr& client) {
  static bool is_noted = false;
  if (is_noted) return;
  note_socket(Side::client, socket_bound_to(client->getConnection()->localAddr().toPort()));
  is_noted = true;
}

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
                          const drogon::WebSocketClientPtr& client) {
            if (result != drogon::ReqResult::Ok) return fail("the connection failed");
            guard([&] { note_once(client); });
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
    if (!guard([&] { connection.exchange.end(message.data(), message.size()); })) return;
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
