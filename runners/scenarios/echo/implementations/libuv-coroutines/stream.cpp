#include "stream.hpp"

#include <stdexcept>
#include <string>
#include <utility>

namespace echo {

int checked(int status, const char* what) {
  if (status < 0) throw std::runtime_error(std::string(what) + ": " + uv_strerror(status));
  return status;
}

Stream::Stream(uv_loop_t& loop) {
  checked(uv_tcp_init(&loop, &handle_), "uv_tcp_init");
  handle_.data = this;
  write_request_.data = this;
  connect_request_.data = this;
}

void Stream::set_no_delay() { checked(uv_tcp_nodelay(&handle_, 1), "uv_tcp_nodelay"); }

int Stream::socket() const {
  uv_os_fd_t descriptor = -1;
  checked(uv_fileno(reinterpret_cast<const uv_handle_t*>(&handle_), &descriptor), "uv_fileno");
  return descriptor;
}

void Stream::close(void (*closed)(Stream*)) {
  closed_ = closed;
  uv_close(reinterpret_cast<uv_handle_t*>(&handle_), [](uv_handle_t* handle) {
    auto& self = *static_cast<Stream*>(handle->data);
    self.closed_(&self);
  });
}

bool Stream::Read::await_suspend(std::coroutine_handle<> reader) {
  stream.place_ = place;
  stream.room_ = room;
  if (!stream.reads_) {
    // Stays on between reads: to stop and start again costs system calls.
    stream.got_ = uv_read_start(stream.stream(), on_room, on_read);
    if (stream.got_ < 0) return false;
    stream.reads_ = true;
  }
  stream.reader_ = reader;
  return true;
}

std::size_t Stream::Read::await_resume() {
  if (stream.got_ == UV_EOF) return 0;
  if (stream.got_ < 0) checked(static_cast<int>(stream.got_), "read");
  return static_cast<std::size_t>(stream.got_);
}

void Stream::on_room(uv_handle_t* handle, std::size_t, uv_buf_t* buffer) {
  auto& self = *static_cast<Stream*>(handle->data);
  // Without room libuv reports UV_ENOBUFS: nobody waits for what has come.
  *buffer = self.reader_ ? uv_buf_init(self.place_, static_cast<unsigned>(self.room_))
                         : uv_buf_init(nullptr, 0);
}

void Stream::on_read(uv_stream_t* stream, ssize_t got, const uv_buf_t*) {
  auto& self = *static_cast<Stream*>(stream->data);
  if (got == 0) return;
  if (got == UV_ENOBUFS) {
    uv_read_stop(stream);
    self.reads_ = false;
    return;
  }
  self.got_ = got;
  if (self.reader_) std::exchange(self.reader_, nullptr).resume();
}

bool Stream::Write::await_ready() {
  uv_buf_t buffer = uv_buf_init(const_cast<char*>(data), static_cast<unsigned>(bytes));
  const int sent = uv_try_write(stream.stream(), &buffer, 1);
  stream.status_ = sent < 0 && sent != UV_EAGAIN ? sent : 0;
  if (stream.status_ < 0) return true;
  const std::size_t done = sent < 0 ? 0 : static_cast<std::size_t>(sent);
  data += done;
  bytes -= done;
  return bytes == 0;
}

void Stream::Write::await_suspend(std::coroutine_handle<> writer) {
  uv_buf_t buffer = uv_buf_init(const_cast<char*>(data), static_cast<unsigned>(bytes));
  stream.writer_ = writer;
  checked(uv_write(&stream.write_request_, stream.stream(), &buffer, 1, on_written), "uv_write");
}

void Stream::Write::await_resume() { checked(stream.status_, "write"); }

void Stream::on_written(uv_write_t* request, int status) {
  auto& self = *static_cast<Stream*>(request->data);
  self.status_ = status;
  std::exchange(self.writer_, nullptr).resume();
}

void Stream::Connect::await_suspend(std::coroutine_handle<> caller) {
  stream.writer_ = caller;
  checked(uv_tcp_connect(&stream.connect_request_, &stream.handle_, address, on_connected),
          "uv_tcp_connect");
}

void Stream::Connect::await_resume() { checked(stream.status_, "connect"); }

void Stream::on_connected(uv_connect_t* request, int status) {
  auto& self = *static_cast<Stream*>(request->data);
  self.status_ = status;
  std::exchange(self.writer_, nullptr).resume();
}

}  // namespace echo
