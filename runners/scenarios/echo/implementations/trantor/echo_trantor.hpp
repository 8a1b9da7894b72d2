/** Trantor, the network library of Drogon: one event loop for all connections of a side. */
#pragma once

#include <memory>

#include "harness.hpp"

namespace echo {

std::unique_ptr<Client> make_trantor_client(std::uint16_t port);
std::unique_ptr<Server> make_trantor_server();

}  // namespace echo
