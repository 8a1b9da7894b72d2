/** Coroutines of our own over libuv: a coroutine that runs at once and owns itself. */
#pragma once

#include <coroutine>
#include <exception>

namespace echo {

/** The body must let no exception out: nobody waits for it. */
struct Spawned {
  struct promise_type {
    Spawned get_return_object() noexcept { return {}; }
    std::suspend_never initial_suspend() noexcept { return {}; }
    std::suspend_never final_suspend() noexcept { return {}; }
    void return_void() noexcept {}
    void unhandled_exception() noexcept { std::terminate(); }
  };
};

}  // namespace echo
