/** The floor: system calls and nothing between them and the benchmark. */
#pragma once

#include <sys/epoll.h>

#include <cstdint>
#include <memory>
#include <stdexcept>
#include <string>
#include <system_error>

#include "harness.hpp"

namespace echo {

/** Throws what errno says unless `result` is at least 0. */
inline int checked(int result, const char* what) {
  if (result < 0) throw std::system_error(errno, std::generic_category(), what);
  return result;
}

/** Whether a socket that does not block has only nothing to give, or no room. */
inline bool would_block() { return errno == EAGAIN || errno == EWOULDBLOCK; }

/** Adds or changes what an epoll instance watches; `data` comes back with each event. */
inline void watch(int epoll, int operation, int descriptor, std::uint32_t events, void* data) {
  epoll_event event{};
  event.events = events;
  event.data.ptr = data;
  checked(epoll_ctl(epoll, operation, descriptor, &event), "epoll_ctl");
}

std::unique_ptr<Client> make_epoll_client(std::uint16_t port);
std::unique_ptr<Server> make_epoll_server();

}  // namespace echo
