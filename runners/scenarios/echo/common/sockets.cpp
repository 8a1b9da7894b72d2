#include "sockets.hpp"

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>

#include <atomic>
#include <mutex>
#include <stdexcept>

#include "harness.hpp"

namespace echo {
namespace {

struct Noted {
  std::atomic<bool> is_noted{false};
  std::mutex mutex;
  std::string text;
};

Noted client_noted;
Noted server_noted;

int option_of(int socket, int level, int option) {
  int value = 0;
  socklen_t length = sizeof value;
  if (getsockopt(socket, level, option, &value, &length) != 0) {
    throw std::runtime_error("a socket does not tell its options");
  }
  return value;
}

std::string text_of(Noted& noted) {
  const std::lock_guard<std::mutex> lock(noted.mutex);
  return noted.text;
}

}  // namespace

void note_socket(Side side, int socket) {
  Noted& noted = side == Side::client ? client_noted : server_noted;
  if (noted.is_noted.load(std::memory_order_relaxed)) return;
  const int no_delay = option_of(socket, IPPROTO_TCP, TCP_NODELAY);
  if (no_delay == 0) throw std::runtime_error("TCP_NODELAY is not set");
  const std::lock_guard<std::mutex> lock(noted.mutex);
  noted.text = "TCP_NODELAY " + std::to_string(no_delay) + ", SO_SNDBUF " +
               std::to_string(option_of(socket, SOL_SOCKET, SO_SNDBUF)) + ", SO_RCVBUF " +
               std::to_string(option_of(socket, SOL_SOCKET, SO_RCVBUF));
  noted.is_noted = true;
}

std::string client_socket() { return text_of(client_noted); }
std::string server_socket() { return text_of(server_noted); }

}  // namespace echo
