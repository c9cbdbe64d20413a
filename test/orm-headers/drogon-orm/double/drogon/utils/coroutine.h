// As much of drogon's coroutines as the examples need.
#pragma once
#include <coroutine>

namespace drogon {
template <class T> struct CallbackAwaiter {
  bool await_ready() noexcept;
  void await_suspend(std::coroutine_handle<> handle);
  const T &await_resume() const noexcept(false);
};
template <class T = void> struct Task {
  struct promise_type {
    Task get_return_object();
    std::suspend_always initial_suspend();
    std::suspend_always final_suspend() noexcept;
    void unhandled_exception();
    void return_value(T value);
  };
  bool await_ready() noexcept;
  void await_suspend(std::coroutine_handle<> handle);
  T await_resume();
};
template <> struct Task<void> {
  struct promise_type {
    Task get_return_object();
    std::suspend_always initial_suspend();
    std::suspend_always final_suspend() noexcept;
    void unhandled_exception();
    void return_void();
  };
};
} // namespace drogon
