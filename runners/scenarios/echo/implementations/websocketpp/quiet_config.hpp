/** A configuration of WebSocket++ with the common read buffer, and nothing logged. */
#pragma once

#include <websocketpp/logger/levels.hpp>

#include "exchange.hpp"

namespace echo {

template <typename Base>
struct QuietConfig : Base {
  static const std::size_t connection_read_buffer_size = kReadBufferBytes;
  static const websocketpp::log::level elog_level = websocketpp::log::elevel::none;
  static const websocketpp::log::level alog_level = websocketpp::log::alevel::none;
};

}  // namespace echo
