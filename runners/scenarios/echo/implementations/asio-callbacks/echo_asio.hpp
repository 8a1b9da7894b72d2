/** Standalone Asio with callbacks: one loop for all connections of a side. */
#pragma once

#include <memory>

#include "harness.hpp"

namespace echo {

std::unique_ptr<Client> make_asio_client(std::uint16_t port);
std::unique_ptr<Server> make_asio_server();

}  // namespace echo
