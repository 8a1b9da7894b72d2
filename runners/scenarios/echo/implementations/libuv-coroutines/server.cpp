#include <exception>
#include <vector>

#include "echo_libuv.hpp"
#include "spawned.hpp"
#include "stream.hpp"

namespace echo {
namespace {

Spawned echo_until_closed(Stream* stream) {
  std::vector<char> buffer(kReadBufferBytes);
  try {
    for (;;) {
      const std::size_t got = co_await stream->read_some(buffer.data(), buffer.size());
      if (got == 0) break;
      co_await stream->write(buffer.data(), got);
    }
  } catch (const std::exception&) {
    // A client that is gone ends its session, however it went.
  }
  stream->close([](Stream* closed) { delete closed; });
}

class LibuvServer : public Server {
 public:
  LibuvServer() {
    checked(uv_loop_init(&loop_), "uv_loop_init");
    checked(uv_tcp_init(&loop_, &listener_), "uv_tcp_init");
    checked(uv_async_init(&loop_, &stopped_, [](uv_async_t* async) { uv_stop(async->loop); }),
            "uv_async_init");
    sockaddr_in address;
    checked(uv_ip4_addr("127.0.0.1", 0, &address), "uv_ip4_addr");
    checked(uv_tcp_bind(&listener_, reinterpret_cast<const sockaddr*>(&address), 0), "uv_tcp_bind");
    checked(uv_listen(reinterpret_cast<uv_stream_t*>(&listener_), SOMAXCONN, on_connection),
            "uv_listen");
    int length = sizeof address;
    checked(uv_tcp_getsockname(&listener_, reinterpret_cast<sockaddr*>(&address), &length),
            "uv_tcp_getsockname");
    port_ = ntohs(address.sin_port);
  }
  ~LibuvServer() override {
    const auto close_all = [](uv_handle_t* handle, void*) {
      if (!uv_is_closing(handle)) uv_close(handle, nullptr);
    };
    uv_walk(&loop_, close_all, nullptr);
    uv_run(&loop_, UV_RUN_DEFAULT);
    uv_loop_close(&loop_);
  }

  std::uint16_t port() const override { return port_; }
  void serve() override { uv_run(&loop_, UV_RUN_DEFAULT); }
  void stop() override { uv_async_send(&stopped_); }

 private:
  static void on_connection(uv_stream_t* listener, int status) {
    checked(status, "accept");
    auto* stream = new Stream(*listener->loop);
    checked(uv_accept(listener, stream->stream()), "uv_accept");
    stream->set_no_delay();
    note_socket(Side::server, stream->socket());
    echo_until_closed(stream);
  }

  uv_loop_t loop_;
  uv_tcp_t listener_;
  uv_async_t stopped_;
  std::uint16_t port_ = 0;
};

}  // namespace

std::unique_ptr<Server> make_libuv_server() { return std::make_unique<LibuvServer>(); }

}  // namespace echo
