/** Standalone Asio, blocking: the client waits in each call, the server has a thread for each connection. */
#pragma once

#include <memory>

#include "harness.hpp"

namespace echo {

std::unique_ptr<Client> make_asio_client(std::uint16_t port);
std::unique_ptr<Server> make_asio_server();

}  // namespace echo
