#include <boost/asio/io_context.hpp>
#include <memory>

#include "echo_beast.hpp"

namespace echo {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
using asio::ip::tcp;
using boost::system::error_code;
using boost::system::system_error;

/** Lives as long as one of its callbacks waits. */
class Session : public std::enable_shared_from_this<Session> {
 public:
  explicit Session(tcp::socket socket) : socket_(std::move(socket)) {
    received_.reserve(2 * kReadBufferBytes);
    set_options(socket_);
  }

  void begin() {
    socket_.async_accept([self = shared_from_this()](error_code error) {
      if (!error) self->read();
    });
  }

 private:
  void read() {
    socket_.async_read(received_, [self = shared_from_this()](error_code error, std::size_t) {
      if (!error) self->write();
    });
  }

  void write() {
    socket_.async_write(received_.data(),
                        [self = shared_from_this()](error_code error, std::size_t sent) {
                          if (error) return;
                          self->received_.consume(sent);
                          self->read();
                        });
  }

  WebSocket socket_;
  beast::flat_buffer received_;
};

class BeastServer : public Server {
 public:
  BeastServer() : acceptor_(io_, tcp::endpoint(asio::ip::address_v4::loopback(), 0)) {}

  std::uint16_t port() const override { return acceptor_.local_endpoint().port(); }

  void serve() override {
    accept();
    io_.run();
  }

  void stop() override { io_.stop(); }

 private:
  void accept() {
    acceptor_.async_accept([this](error_code error, tcp::socket socket) {
      if (error) throw system_error(error, "accept");
      socket.set_option(tcp::no_delay(true));
      note_socket(Side::server, socket.native_handle());
      std::make_shared<Session>(std::move(socket))->begin();
      accept();
    });
  }

  asio::io_context io_{1};
  tcp::acceptor acceptor_;
};

}  // namespace

std::unique_ptr<Server> make_beast_server() { return std::make_unique<BeastServer>(); }

}  // namespace echo
