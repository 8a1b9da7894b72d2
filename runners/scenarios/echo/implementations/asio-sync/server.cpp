#include <sys/socket.h>

#include <asio/buffer.hpp>
#include <asio/io_context.hpp>
#include <asio/ip/tcp.hpp>
#include <asio/write.hpp>
#include <condition_variable>
#include <mutex>
#include <thread>
#include <vector>

#include "echo_asio.hpp"

namespace echo {
namespace {

using asio::ip::tcp;

void echo_until_closed(tcp::socket& socket) {
  std::vector<char> buffer(kReadBufferBytes);
  std::error_code error;
  for (;;) {
    const std::size_t got = socket.read_some(asio::buffer(buffer), error);
    if (error) return;
    asio::write(socket, asio::buffer(buffer.data(), got), error);
    if (error) return;
  }
}

class AsioServer : public Server {
 public:
  AsioServer() : acceptor_(io_, tcp::endpoint(asio::ip::address_v4::loopback(), 0)) {}

  std::uint16_t port() const override { return acceptor_.local_endpoint().port(); }

  void serve() override {
    for (;;) {
      tcp::socket socket(io_);
      std::error_code error;
      acceptor_.accept(socket, error);
      if (error) break;
      socket.set_option(tcp::no_delay(true));
      note_socket(Side::server, socket.native_handle());
      count(1);
      std::thread([this, own = std::move(socket)]() mutable {
        echo_until_closed(own);
        own.close();
        count(-1);
      }).detach();
    }
    std::unique_lock<std::mutex> lock(mutex_);
    none_left_.wait(lock, [this] { return sessions_ == 0; });
  }

  void stop() override {
    // Wakes the thread that waits in accept(), which closing the socket would not.
    ::shutdown(acceptor_.native_handle(), SHUT_RDWR);
  }

 private:
  void count(int change) {
    const std::lock_guard<std::mutex> lock(mutex_);
    sessions_ += change;
    if (sessions_ == 0) none_left_.notify_all();
  }

  asio::io_context io_;
  tcp::acceptor acceptor_;
  std::mutex mutex_;
  std::condition_variable none_left_;
  int sessions_ = 0;
};

}  // namespace

std::unique_ptr<Server> make_asio_server() { return std::make_unique<AsioServer>(); }

}  // namespace echo
