/** Boost.Beast with callbacks: one loop for all connections of a side, whole messages in single frames. */
#pragma once

#include <boost/asio/ip/tcp.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/websocket.hpp>
#include <memory>

#include "harness.hpp"

namespace echo {

using WebSocket = boost::beast::websocket::stream<boost::asio::ip::tcp::socket>;

/** What both sides set alike: binary messages, one frame each, masked through a buffer of the common size. */
inline void set_options(WebSocket& socket) {
  socket.binary(true);
  socket.auto_fragment(false);
  socket.write_buffer_bytes(kReadBufferBytes);
}

std::unique_ptr<Client> make_beast_client(std::uint16_t port);
std::unique_ptr<Server> make_beast_server();

}  // namespace echo
