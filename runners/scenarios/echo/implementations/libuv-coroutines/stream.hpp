/** A TCP connection of libuv whose reads and writes are awaited. */
#pragma once

#include <uv.h>

#include <coroutine>
#include <cstddef>

namespace echo {

/** Throws std::runtime_error with libuv's words unless `status` is at least 0. */
int checked(int status, const char* what);

/**
 * One coroutine at a time may wait to read, one to write. It stays where it is: libuv keeps its address until
 * it is closed, and the program must run the loop once more then.
 */
class Stream {
 public:
  explicit Stream(uv_loop_t& loop);
  Stream(const Stream&) = delete;
  Stream& operator=(const Stream&) = delete;

  /** Connected, or taken from a listener. */
  void set_no_delay();
  int socket() const;
  uv_tcp_t& handle() { return handle_; }
  uv_stream_t* stream() { return reinterpret_cast<uv_stream_t*>(&handle_); }

  /** Closes; calls `closed` with this when libuv has let go of it. */
  void close(void (*closed)(Stream*));

  /** `co_await read_some(place, room)`: how many bytes came, 0 at the end; throws on errors. */
  struct Read {
    Stream& stream;
    char* place;
    std::size_t room;
    bool await_ready() const noexcept { return false; }
    bool await_suspend(std::coroutine_handle<> reader);
    std::size_t await_resume();
  };
  Read read_some(char* place, std::size_t room) { return {*this, place, room}; }

  /** `co_await write(data, bytes)`: returns when all of it is with the kernel; throws on errors. */
  struct Write {
    Stream& stream;
    const char* data;
    std::size_t bytes;
    bool await_ready();
    void await_suspend(std::coroutine_handle<> writer);
    void await_resume();
  };
  Write write(const char* data, std::size_t bytes) { return {*this, data, bytes}; }

  /** `co_await connect(address)`. */
  struct Connect {
    Stream& stream;
    const sockaddr* address;
    bool await_ready() const noexcept { return false; }
    void await_suspend(std::coroutine_handle<> caller);
    void await_resume();
  };
  Connect connect(const sockaddr* address) { return {*this, address}; }

 private:
  static void on_room(uv_handle_t* handle, std::size_t suggested, uv_buf_t* buffer);
  static void on_read(uv_stream_t* stream, ssize_t got, const uv_buf_t* buffer);
  static void on_written(uv_write_t* request, int status);
  static void on_connected(uv_connect_t* request, int status);

  uv_tcp_t handle_;
  uv_write_t write_request_;
  uv_connect_t connect_request_;
  std::coroutine_handle<> reader_;
  std::coroutine_handle<> writer_;
  char* place_ = nullptr;
  std::size_t room_ = 0;
  ssize_t got_ = 0;
  int status_ = 0;
  bool reads_ = false;
  void (*closed_)(Stream*) = nullptr;
};

}  // namespace echo
