/** What the sockets of the two sides were found to be set to. */
#pragma once

#include <string>

namespace echo {

/** "TCP_NODELAY 1, SO_SNDBUF 2626560, SO_RCVBUF 131072" of the first socket noted; empty before. */
std::string client_socket();
std::string server_socket();

}  // namespace echo
