#pragma once

#include <coroutine>
#include <exception>
#include <optional>
#include <utility>

namespace drogon {

template <class T> class Task {
public:
  struct promise_type {
    std::optional<T> value;
    std::exception_ptr failure;
    std::coroutine_handle<> waiting;

    Task get_return_object() {
      return Task(std::coroutine_handle<promise_type>::from_promise(*this));
    }
    std::suspend_always initial_suspend() noexcept { return {}; }
    auto final_suspend() noexcept {
      struct resume_waiting {
        bool await_ready() noexcept { return false; }
        std::coroutine_handle<> await_suspend(std::coroutine_handle<promise_type> done) noexcept {
          auto next = done.promise().waiting;
          return next ? next : std::noop_coroutine();
        }
        void await_resume() noexcept {}
      };
      return resume_waiting();
    }
    void return_value(T result) { value = std::move(result); }
    void unhandled_exception() { failure = std::current_exception(); }
  };

  explicit Task(std::coroutine_handle<promise_type> coroutine) : coroutine_(coroutine) {}
  Task(Task &&other) noexcept : coroutine_(std::exchange(other.coroutine_, {})) {}
  ~Task() {
    if (coroutine_)
      coroutine_.destroy();
  }

  bool await_ready() const { return false; }
  std::coroutine_handle<> await_suspend(std::coroutine_handle<> waiting) {
    coroutine_.promise().waiting = waiting;
    return coroutine_;
  }
  T await_resume() {
    if (coroutine_.promise().failure)
      std::rethrow_exception(coroutine_.promise().failure);
    return std::move(*coroutine_.promise().value);
  }

  /// Runs it to its end; the double never really waits.
  T run() {
    coroutine_.resume();
    return await_resume();
  }

private:
  std::coroutine_handle<promise_type> coroutine_;
};

} // namespace drogon
