#include "histogram.hpp"

#include <algorithm>
#include <cstdio>
#include <cstring>
#include <fstream>
#include <stdexcept>

namespace echo {
namespace {

// HdrHistogram's EncodableHistogram: V2 with a word size of 1, which its readers take for any.
constexpr std::uint32_t kCookie = 0x1c849303 | 0x10;
constexpr std::uint32_t kCompressedCookie = 0x1c849304 | 0x10;
constexpr std::uint32_t kDigits = 3;

using Bytes = std::vector<unsigned char>;

template <typename Number>
void put_big_endian(Bytes& bytes, Number number) {
  for (int shift = 8 * (sizeof number - 1); shift >= 0; shift -= 8) {
    bytes.push_back(static_cast<unsigned char>(number >> shift));
  }
}

/** ZigZag, then LEB128; a ninth byte holds eight bits. */
void put_zigzag(Bytes& bytes, std::int64_t number) {
  std::uint64_t left =
      (static_cast<std::uint64_t>(number) << 1) ^ static_cast<std::uint64_t>(number >> 63);
  for (int count = 0; count < 8; ++count) {
    if (left < 0x80) {
      bytes.push_back(static_cast<unsigned char>(left));
      return;
    }
    bytes.push_back(static_cast<unsigned char>(left | 0x80));
    left >>= 7;
  }
  bytes.push_back(static_cast<unsigned char>(left));
}

/** A zlib stream of stored blocks (RFC 1950, RFC 1951): needs no library, and counts are small. */
Bytes zlib_stored(const Bytes& data) {
  constexpr std::size_t kMostOfBlock = 0xffff;
  Bytes out = {0x78, 0x01};
  std::size_t at = 0;
  do {
    const std::size_t length = std::min(kMostOfBlock, data.size() - at);
    out.push_back(at + length == data.size() ? 1 : 0);
    for (const std::size_t word : {length, ~length}) {
      out.push_back(static_cast<unsigned char>(word));
      out.push_back(static_cast<unsigned char>(word >> 8));
    }
    out.insert(out.end(), data.begin() + at, data.begin() + at + length);
    at += length;
  } while (at < data.size());
  std::uint32_t low = 1;
  std::uint32_t high = 0;
  for (const unsigned char byte : data) {
    low = (low + byte) % 65521;
    high = (high + low) % 65521;
  }
  put_big_endian(out, (high << 16) | low);
  return out;
}

std::string base64(const Bytes& bytes) {
  static constexpr char kLetters[] =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string text;
  for (std::size_t at = 0; at < bytes.size(); at += 3) {
    std::uint32_t group = 0;
    const std::size_t length = std::min<std::size_t>(3, bytes.size() - at);
    for (std::size_t i = 0; i < 3; ++i) group = (group << 8) | (i < length ? bytes[at + i] : 0);
    for (std::size_t i = 0; i < 4; ++i) {
      text.push_back(i <= length ? kLetters[(group >> (18 - 6 * i)) & 0x3f] : '=');
    }
  }
  return text;
}

}  // namespace

Histogram::Histogram() : counts_(index_of(kHighest) + 1) {}

void Histogram::clear() {
  std::fill(counts_.begin(), counts_.end(), 0);
  total_ = 0;
  most_ = 0;
}

std::uint64_t Histogram::most() const {
  const int bucket = bucket_of(most_);
  return (((most_ >> bucket) + 1) << bucket) - 1;
}

std::string Histogram::encode() const {
  Bytes counts;
  std::int64_t zeros = 0;
  const std::size_t end = total_ == 0 ? 0 : index_of(most_) + 1;
  for (std::size_t index = 0; index < end; ++index) {
    if (counts_[index] == 0) {
      ++zeros;
      continue;
    }
    // A run of empty buckets is one negative number; a single one is a zero.
    if (zeros > 0) put_zigzag(counts, zeros == 1 ? 0 : -zeros);
    zeros = 0;
    put_zigzag(counts, static_cast<std::int64_t>(counts_[index]));
  }
  Bytes payload;
  const double ratio = 1;
  std::uint64_t ratio_bits;
  std::memcpy(&ratio_bits, &ratio, sizeof ratio_bits);
  put_big_endian(payload, kCookie);
  put_big_endian(payload, static_cast<std::uint32_t>(counts.size()));
  put_big_endian(payload, std::uint32_t{0});
  put_big_endian(payload, kDigits);
  put_big_endian(payload, std::uint64_t{1});
  put_big_endian(payload, kHighest);
  put_big_endian(payload, ratio_bits);
  payload.insert(payload.end(), counts.begin(), counts.end());
  const Bytes packed = zlib_stored(payload);
  Bytes whole;
  put_big_endian(whole, kCompressedCookie);
  put_big_endian(whole, static_cast<std::uint32_t>(packed.size()));
  whole.insert(whole.end(), packed.begin(), packed.end());
  return base64(whole);
}

void HistogramLog::write(const std::string& path) const {
  std::ofstream out(path, std::ios::trunc);
  out << "#[Histogram log format version 1.3]\n"
         "#[Logged with wallclock echo]\n"
         "#[Unit: ns] Interval_Max in ms; Tag=benchmark\n"
         "#[Loop: closed]\n"
         "\"StartTimestamp\",\"Interval_Length\",\"Interval_Max\",\"Interval_Compressed_Histogram\"\n";
  for (const auto& [tag, histogram] : histograms_) {
    if (histogram.total() == 0) continue;
    // No start and no length: the times are those of Google Benchmark's rows.
    char numbers[64];
    std::snprintf(numbers, sizeof numbers, ",0.000,0.000,%.3f,",
                  static_cast<double>(histogram.most()) / 1e6);
    out << "Tag=" << tag << numbers << histogram.encode() << '\n';
  }
  out.close();
  if (!out) throw std::runtime_error("cannot write " + path);
}

}  // namespace echo
