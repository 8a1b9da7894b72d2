/** The messages of one connection: what it sends, what must come back, and how long each took. */
#pragma once

#include <chrono>
#include <cstdint>
#include <cstring>
#include <stdexcept>
#include <string>
#include <vector>

#include "histogram.hpp"

namespace echo {

/** Servers read into buffers of this size, in every library; clients have room for as much and more. */
constexpr std::size_t kReadBufferBytes = 64 * 1024;

class Exchange {
 public:
  /** Messages of `bytes` bytes, 8 at least; latencies go to `latencies` unless it is null. */
  Exchange(std::size_t bytes, std::uint64_t seed, Histogram* latencies)
      : sent_(bytes), received_(bytes + kReadBufferBytes), latencies_(latencies) {
    // splitmix64 (Steele, Lea, Flood 2014): no two connections send the same bytes.
    for (char& byte : sent_) {
      seed += 0x9e3779b97f4a7c15;
      std::uint64_t mixed = (seed ^ (seed >> 30)) * 0xbf58476d1ce4e5b9;
      mixed = (mixed ^ (mixed >> 27)) * 0x94d049bb133111eb;
      byte = static_cast<char>(mixed >> 56);
    }
  }

  /** Begins a round trip: the message gets a number of its own, so an older echo cannot pass for its. */
  void begin() {
    ++number_;
    std::memcpy(sent_.data(), &number_, sizeof number_);
    if (latencies_ != nullptr) begun_ = Clock::now();
  }

  /** Ends it: throws std::runtime_error unless exactly the bytes that were sent came back. */
  void end(const void* received, std::size_t bytes) {
    if (latencies_ != nullptr) {
      const auto taken = Clock::now() - begun_;
      latencies_->record(static_cast<std::uint64_t>(
          std::chrono::duration_cast<std::chrono::nanoseconds>(taken).count()));
    }
    if (bytes != sent_.size() || std::memcmp(received, sent_.data(), bytes) != 0) {
      throw std::runtime_error("message " + std::to_string(number_) + " of " +
                               std::to_string(sent_.size()) + " B did not come back as it was sent");
    }
  }

  const char* sent() const { return sent_.data(); }
  std::size_t bytes() const { return sent_.size(); }
  /** A place to receive into, with more room than the message needs: too much would be seen. */
  char* received() { return received_.data(); }
  std::size_t room() const { return received_.size(); }

 private:
  using Clock = std::chrono::steady_clock;

  std::vector<char> sent_;
  std::vector<char> received_;
  Histogram* latencies_;
  std::uint64_t number_ = 0;
  Clock::time_point begun_;
};

}  // namespace echo
