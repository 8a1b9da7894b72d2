#include <asio/awaitable.hpp>
#include <asio/buffer.hpp>
#include <asio/co_spawn.hpp>
#include <asio/detached.hpp>
#include <asio/io_context.hpp>
#include <asio/ip/tcp.hpp>
#include <asio/use_awaitable.hpp>
#include <asio/write.hpp>
#include <system_error>
#include <vector>

#include "echo_asio.hpp"

namespace echo {
namespace {

using asio::ip::tcp;

asio::awaitable<void> echo_until_closed(tcp::socket socket) {
  std::vector<char> buffer(kReadBufferBytes);
  try {
    for (;;) {
      const std::size_t got =
          co_await socket.async_read_some(asio::buffer(buffer), asio::use_awaitable);
      co_await asio::async_write(socket, asio::buffer(buffer.data(), got), asio::use_awaitable);
    }
  } catch (const std::system_error&) {
    // The client is gone, which is how every session ends.
  }
}

class AsioServer : public Server {
 public:
  AsioServer() : acceptor_(io_, tcp::endpoint(asio::ip::address_v4::loopback(), 0)) {}

  std::uint16_t port() const override { return acceptor_.local_endpoint().port(); }

  void serve() override {
    asio::co_spawn(io_, accept(), asio::detached);
    io_.run();
  }

  void stop() override { io_.stop(); }

 private:
  asio::awaitable<void> accept() {
    for (;;) {
      tcp::socket socket = co_await acceptor_.async_accept(asio::use_awaitable);
      socket.set_option(tcp::no_delay(true));
      note_socket(Side::server, socket.native_handle());
      asio::co_spawn(io_, echo_until_closed(std::move(socket)), asio::detached);
    }
  }

  asio::io_context io_{1};
  tcp::acceptor acceptor_;
};

}  // namespace

std::unique_ptr<Server> make_asio_server() { return std::make_unique<AsioServer>(); }

}  // namespace echo
