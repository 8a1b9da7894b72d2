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
    // One thread accepts and serves: what was accepted last is the connection that is told next.
    server_.setAfterAcceptSockOptCallback([this](int socket) { accepted_ = socket; });
    server_.setConnectionCallback([this](const trantor::TcpConnectionPtr& opened) {
      if (!opened->connected()) return;
      opened->setTcpNoDelay(true);
      note_socket(Side::server, accepted_);
    });
    server_.setRecvMessageCallback(
        [](const trantor::TcpConnectionPtr& socket, trantor::MsgBuffer* received) {
          socket->send(received->peek(), received->readableBytes());
          received->retrieveAll();
        });
    thread_.run();
    server_.start();
    // The loop listens when it gets to it, and clients come as soon as this has returned.
    std::promise<void> listening;
    thread_.getLoop()->queueInLoop([&listening] { listening.set_value(); });
    listening.get_future().wait();
  }

  std::uint16_t port() const override { return server_.address().toPort(); }

  /** The loop's thread is the library's own: it must run where this one does. */
  void serve() override {
    const int core = placement().server;
    thread_.getLoop()->queueInLoop([core] { pin_to(core); });
    stopped_.get_future().wait();
    server_.stop();
    thread_.getLoop()->quit();
    thread_.wait();
  }

  void stop() override { stopped_.set_value(); }

 private:
  trantor::EventLoopThread thread_;
  trantor::TcpServer server_;
  int accepted_ = -1;
  std::promise<void> stopped_;
};

}  // namespace

std::unique_ptr<Server> make_trantor_server() { return std::make_unique<TrantorServer>(); }

}  // namespace echo
