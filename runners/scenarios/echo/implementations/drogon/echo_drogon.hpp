/** Drogon's WebSocket client: one event loop for all connections. Its servers are those of other languages. */
#pragma once

#include <memory>

#include "harness.hpp"

namespace echo {

std::unique_ptr<Client> make_drogon_client(std::uint16_t port);

}  // namespace echo
