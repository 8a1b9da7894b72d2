#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>

#include <unordered_map>
#include <vector>

#include "epoll.hpp"

namespace echo {
namespace {

struct Session {
  int socket;
  std::vector<char> buffer = std::vector<char>(kReadBufferBytes);
  /** What of the buffer still has to be sent; nothing is read before it is. */
  std::size_t from = 0;
  std::size_t to = 0;
  bool waits_for_room = false;
};

class EpollServer : public Server {
 public:
  EpollServer() {
    epoll_ = checked(epoll_create1(EPOLL_CLOEXEC), "epoll_create1");
    stopped_ = checked(eventfd(0, EFD_CLOEXEC), "eventfd");
    listener_ = checked(socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0), "socket");
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    auto* name = reinterpret_cast<sockaddr*>(&address);
    socklen_t length = sizeof address;
    checked(bind(listener_, name, length), "bind");
    checked(listen(listener_, SOMAXCONN), "listen");
    checked(getsockname(listener_, name, &length), "getsockname");
    port_ = ntohs(address.sin_port);
    watch(epoll_, EPOLL_CTL_ADD, listener_, EPOLLIN, &listener_);
    watch(epoll_, EPOLL_CTL_ADD, stopped_, EPOLLIN, &stopped_);
  }
  ~EpollServer() override {
    for (auto& [socket, session] : sessions_) ::close(socket);
    for (const int descriptor : {listener_, stopped_, epoll_}) ::close(descriptor);
  }

  std::uint16_t port() const override { return port_; }

  void serve() override {
    epoll_event events[64];
    for (;;) {
      const int ready = epoll_wait(epoll_, events, 64, -1);
      if (ready < 0 && errno == EINTR) continue;
      checked(ready, "epoll_wait");
      for (int index = 0; index < ready; ++index) {
        void* const data = events[index].data.ptr;
        if (data == &stopped_) return;
        if (data == &listener_) {
          accept_all();
        } else {
          step(*static_cast<Session*>(data));
        }
      }
    }
  }

  void stop() override {
    const std::uint64_t one = 1;
    checked(static_cast<int>(::write(stopped_, &one, sizeof one)), "write");
  }

 private:
  void accept_all() {
    for (;;) {
      const int socket = accept4(listener_, nullptr, nullptr, SOCK_NONBLOCK | SOCK_CLOEXEC);
      if (socket < 0 && would_block()) return;
      checked(socket, "accept4");
      const int on = 1;
      checked(setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on), "setsockopt");
      note_socket(Side::server, socket);
      auto session = std::make_unique<Session>();
      session->socket = socket;
      watch(epoll_, EPOLL_CTL_ADD, socket, EPOLLIN, session.get());
      sessions_.emplace(socket, std::move(session));
    }
  }

  /** Reads once and sends that back; or sends on what there was no room for. */
  void step(Session& session) {
    if (session.from == session.to) {
      const ssize_t got = recv(session.socket, session.buffer.data(), session.buffer.size(), 0);
      if (got < 0 && would_block()) return;
      // A client that is gone ends its session, however it went.
      if (got <= 0) return end(session);
      session.from = 0;
      session.to = static_cast<std::size_t>(got);
    }
    while (session.from < session.to) {
      const ssize_t sent = send(session.socket, session.buffer.data() + session.from,
                                session.to - session.from, MSG_NOSIGNAL);
      if (sent < 0 && would_block()) break;
      if (sent < 0) return end(session);
      session.from += static_cast<std::size_t>(sent);
    }
    const bool waits = session.from < session.to;
    if (waits == session.waits_for_room) return;
    session.waits_for_room = waits;
    const std::uint32_t events = waits ? EPOLLOUT : EPOLLIN;
    watch(epoll_, EPOLL_CTL_MOD, session.socket, events, &session);
  }

  void end(Session& session) {
    const int socket = session.socket;
    ::close(socket);
    sessions_.erase(socket);
  }

  int epoll_;
  int stopped_;
  int listener_;
  std::uint16_t port_;
  std::unordered_map<int, std::unique_ptr<Session>> sessions_;
};

}  // namespace

std::unique_ptr<Server> make_epoll_server() { return std::make_unique<EpollServer>(); }

}  // namespace echo
