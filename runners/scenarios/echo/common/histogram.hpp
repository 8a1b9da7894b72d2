/** Latency histograms in the layout of HdrHistogram (Gil Tene), and their interval log. */
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace echo {

/** Counts of nanoseconds with three significant digits, from 1 ns to 10 s; longer ones count as 10 s. */
class Histogram {
 public:
  static constexpr std::uint64_t kHighest = 10'000'000'000;

  Histogram();

  void record(std::uint64_t nanoseconds) {
    const std::uint64_t value = nanoseconds < kHighest ? nanoseconds : kHighest;
    ++counts_[index_of(value)];
    if (value > most_) most_ = value;
    ++total_;
  }

  void clear();

  std::uint64_t total() const { return total_; }
  /** The highest value that shares a bucket with the highest recorded. */
  std::uint64_t most() const;
  /** Base64 of the compressed V2 encoding: "HISTFAAA...". */
  std::string encode() const;

 private:
  static constexpr int kHalfMagnitude = 10;
  static constexpr std::uint64_t kHalf = 1 << kHalfMagnitude;
  static constexpr std::uint64_t kMask = 2 * kHalf - 1;

  static int bucket_of(std::uint64_t value) {
    return 64 - kHalfMagnitude - 1 - __builtin_clzll(value | kMask);
  }

  static std::size_t index_of(std::uint64_t value) {
    const int bucket = bucket_of(value);
    return (static_cast<std::size_t>(bucket + 1) << kHalfMagnitude) + (value >> bucket) - kHalf;
  }

  std::vector<std::uint64_t> counts_;
  std::uint64_t total_ = 0;
  std::uint64_t most_ = 0;
};

/** Histograms by name. */
class HistogramLog {
 public:
  Histogram& named(const std::string& tag) { return histograms_[tag]; }
  /** Writes an interval log (.hlog) of all that hold a value; throws std::runtime_error where it cannot. */
  void write(const std::string& path) const;

 private:
  std::map<std::string, Histogram> histograms_;
};

}  // namespace echo
