#include <asio/buffer.hpp>
#include <asio/io_context.hpp>
#include <asio/ip/tcp.hpp>
#include <asio/write.hpp>
#include <memory>
#include <system_error>
#include <vector>

#include "echo_asio.hpp"

namespace echo {
namespace {

using asio::ip::tcp;

/** Lives as long as one of its callbacks waits. */
class Session : public std::enable_shared_from_this<Session> {
 public:
  explicit Session(tcp::socket socket) : socket_(std::move(socket)), buffer_(kReadBufferBytes) {}

  void read() {
    socket_.async_read_some(asio::buffer(buffer_),
                            [self = shared_from_this()](std::error_code error, std::size_t got) {
                              if (!error) self->write(got);
                            });
  }

 private:
  void write(std::size_t bytes) {
    asio::async_write(socket_, asio::buffer(buffer_.data(), bytes),
                      [self = shared_from_this()](std::error_code error, std::size_t) {
                        if (!error) self->read();
                      });
  }

  tcp::socket socket_;
  std::vector<char> buffer_;
};

class AsioServer : public Server {
 public:
  AsioServer() : acceptor_(io_, tcp::endpoint(asio::ip::address_v4::loopback(), 0)) {}

  std::uint16_t port() const override { return acceptor_.local_endpoint().port(); }

  void serve() override {
    accept();
    io_.run();
  }

  void stop() override { io_.stop(); }

 private:
  void accept() {
    acceptor_.async_accept([this](std::error_code error, tcp::socket socket) {
      if (error) throw std::system_error(error, "accept");
      socket.set_option(tcp::no_delay(true));
      note_socket(Side::server, socket.native_handle());
      std::make_shared<Session>(std::move(socket))->read();
      accept();
    });
  }

  asio::io_context io_{1};
  tcp::acceptor acceptor_;
};

}  // namespace

std::unique_ptr<Server> make_asio_server() { return std::make_unique<AsioServer>(); }

}  // namespace echo
