#include <boost/asio/io_service.hpp>
#include <websocketpp/config/asio_no_tls.hpp>
#include <websocketpp/server.hpp>

#include "echo_websocketpp.hpp"
#include "quiet_config.hpp"

namespace echo {
namespace {

using ServerEndpoint = websocketpp::server<QuietConfig<websocketpp::config::asio>>;
using boost::asio::ip::tcp;
using websocketpp::connection_hdl;

class WebSocketppServer : public Server {
 public:
  WebSocketppServer() {
    endpoint_.init_asio(&io_);
    endpoint_.set_reuse_addr(true);
    endpoint_.set_tcp_post_init_handler([this](connection_hdl handle) {
      auto& socket = endpoint_.get_con_from_hdl(handle)->get_raw_socket();
      socket.set_option(tcp::no_delay(true));
      note_socket(Side::server, socket.native_handle());
    });
    endpoint_.set_message_handler([this](connection_hdl handle, ServerEndpoint::message_ptr message) {
      std::error_code gone;
      endpoint_.send(handle, message->get_payload(), message->get_opcode(), gone);
    });
    endpoint_.listen(tcp::endpoint(boost::asio::ip::address_v4::loopback(), 0));
    boost::system::error_code error;
    port_ = endpoint_.get_local_endpoint(error).port();
    endpoint_.start_accept();
  }

  std::uint16_t port() const override { return port_; }
  void serve() override { io_.run(); }
  void stop() override { io_.stop(); }

 private:
  boost::asio::io_service io_;
  ServerEndpoint endpoint_;
  std::uint16_t port_ = 0;
};

}  // namespace

std::unique_ptr<Server> make_websocketpp_server() { return std::make_unique<WebSocketppServer>(); }

}  // namespace echo
