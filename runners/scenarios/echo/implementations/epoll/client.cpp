#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

#include <vector>

#include "epoll.hpp"

namespace echo {
namespace {

struct Connection {
  Connection(const Load& load, std::uint64_t seed)
      : exchange(load.message_bytes, seed, load.latencies) {}

  Exchange exchange;
  int socket = -1;
  std::size_t written = 0;
  std::size_t read = 0;
  int left = 0;
  bool waits_for_room = false;
};

class EpollClient : public Client {
 public:
  explicit EpollClient(std::uint16_t port) : port_(port) {
    epoll_ = checked(epoll_create1(EPOLL_CLOEXEC), "epoll_create1");
  }
  ~EpollClient() override {
    close();
    ::close(epoll_);
  }

  void open(const Load& load) override {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port_);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    for (int index = 0; index < load.connections; ++index) {
      auto connection = std::make_unique<Connection>(load, index);
      connection->socket = checked(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0), "socket");
      connections_.push_back(std::move(connection));
      Connection& last = *connections_.back();
      const int on = 1;
      checked(setsockopt(last.socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on), "setsockopt");
      const auto* to = reinterpret_cast<const sockaddr*>(&address);
      checked(connect(last.socket, to, sizeof address), "connect");
      watch(epoll_, EPOLL_CTL_ADD, last.socket, EPOLLIN, &last);
      note_socket(Side::client, last.socket);
    }
  }

  void round_trips(int count) override {
    unfinished_ = connections_.size();
    for (auto& connection : connections_) {
      connection->left = count;
      begin(*connection);
    }
    epoll_event events[64];
    while (unfinished_ > 0) {
      const int ready = epoll_wait(epoll_, events, 64, -1);
      if (ready < 0 && errno == EINTR) continue;
      checked(ready, "epoll_wait");
      for (int index = 0; index < ready; ++index) {
        auto& connection = *static_cast<Connection*>(events[index].data.ptr);
        if ((events[index].events & EPOLLOUT) != 0) write(connection);
        if ((events[index].events & (EPOLLIN | EPOLLHUP | EPOLLERR)) != 0) read(connection);
      }
    }
  }

  void close() override {
    for (auto& connection : connections_) ::close(connection->socket);
    connections_.clear();
  }

 private:
  void begin(Connection& connection) {
    connection.exchange.begin();
    connection.written = 0;
    connection.read = 0;
    write(connection);
  }

  void write(Connection& connection) {
    Exchange& exchange = connection.exchange;
    while (connection.written < exchange.bytes()) {
      const ssize_t sent = send(connection.socket, exchange.sent() + connection.written,
                                exchange.bytes() - connection.written, MSG_DONTWAIT | MSG_NOSIGNAL);
      if (sent < 0 && would_block()) break;
      connection.written += static_cast<std::size_t>(checked(static_cast<int>(sent), "send"));
    }
    const bool waits = connection.written < exchange.bytes();
    if (waits == connection.waits_for_room) return;
    connection.waits_for_room = waits;
    const std::uint32_t events = waits ? EPOLLIN | EPOLLOUT : EPOLLIN;
    watch(epoll_, EPOLL_CTL_MOD, connection.socket, events, &connection);
  }

  void read(Connection& connection) {
    Exchange& exchange = connection.exchange;
    const ssize_t got = recv(connection.socket, exchange.received() + connection.read,
                             exchange.room() - connection.read, MSG_DONTWAIT);
    if (got < 0 && would_block()) return;
    if (checked(static_cast<int>(got), "recv") == 0) {
      throw std::runtime_error("the server closed the connection");
    }
    connection.read += static_cast<std::size_t>(got);
    if (connection.read < exchange.bytes()) return;
    exchange.end(exchange.received(), connection.read);
    if (--connection.left > 0) {
      begin(connection);
    } else {
      --unfinished_;
    }
  }

  std::uint16_t port_;
  int epoll_;
  std::vector<std::unique_ptr<Connection>> connections_;
  std::size_t unfinished_ = 0;
};

}  // namespace

std::unique_ptr<Client> make_epoll_client(std::uint16_t port) {
  return std::make_unique<EpollClient>(port);
}

}  // namespace echo
