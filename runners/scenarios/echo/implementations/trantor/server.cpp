#include <trantor/net/EventLoop.h>
#include <trantor/net/EventLoopThread.h>
#include <trantor/net/TcpServer.h>

#include <future>

#include "echo_trantor.hpp"
#include "placement.hpp"

namespace echo {
namespace {

class TrantorServer : public Server {
 public:
  TrantorServer() : thread_("echo"), server_(thread_.getLoop(), {"127.0.0.1", 0}, "echo") {
    server_.setConnectionCallback([](const trantor::TcpConnectionPtr& socket) {
      if (socket->connected()) socket->setTcpNoDelay(true);
    });
    server_.setRecvMessageCallback(
        [](const trantor::TcpConnectionPtr& socket, trantor::MsgBuffer* received) {
          socket->send(received->peek(), received->readableBytes());
          received->retrieveAll();
        });
    server_.start();
  }

  std::uint16_t port() const override { return server_.address().toPort(); }

  /** The loop's thread is the library's own: it must run where this one does. */
  void serve() override {
    const int core = placement().server;
    thread_.getLoop()->queueInLoop([core] { pin_to(core); });
    thread_.run();
    stopped_.get_future().wait();
    server_.stop();
    thread_.getLoop()->quit();
    thread_.wait();
  }

  void stop() override { stopped_.set_value(); }

 private:
  trantor::EventLoopThread thread_;
  trantor::TcpServer server_;
  std::promise<void> stopped_;
};

}  // namespace

std::unique_ptr<Server> make_trantor_server() { return std::make_unique<TrantorServer>(); }

}  // namespace echo
