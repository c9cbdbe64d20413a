// Which of the numbers 0, 1, 2, ... still wait for something.
#pragma once

#include <cstddef>
#include <vector>

namespace nplus1::detail {

/// The places that wait. Taking them out in any order, chunk by chunk, takes time that is all but
/// linear in their number (each forgets its way past places that wait no more).
class waiting_places {
public:
  /// Adds the next number, counted from 0.
  void push(bool waits) {
    const std::size_t place = next_.size();
    next_.push_back(waits ? place : place + 1);
    before_.push_back(waits ? place + 1 : place);
    waiting_ += waits;
  }

  std::size_t size() const { return next_.size(); }
  bool waits(std::size_t place) const { return next_[place] == place; }
  bool none() const { return waiting_ == 0; }

  void remove(std::size_t place) {
    if (!waits(place))
      return;
    next_[place] = place + 1;
    before_[place] = place;
    --waiting_;
  }

  /// Calls take(place) for `first`, which waits, for those that wait after it, and then for those
  /// before it, downwards, as long as it returns true. It may remove the place.
  template <class Take> void around(std::size_t first, Take take) {
    for (std::size_t place = first; place < size(); place = at_or_after(place + 1))
      if (!take(place))
        return;
    for (std::size_t end = end_of_before(first); end > 0; end = end_of_before(end - 1))
      if (!take(end - 1))
        return;
  }

private:
  std::size_t at_or_after(std::size_t place) {
    while (place < size() && next_[place] != place) {
      if (next_[place] < size())
        next_[place] = next_[next_[place]];
      place = next_[place];
    }
    return place;
  }
  /// One past the last that waits before `place`; 0 if none does.
  std::size_t end_of_before(std::size_t place) {
    while (place > 0 && before_[place - 1] != place) {
      if (before_[place - 1] > 0)
        before_[place - 1] = before_[before_[place - 1] - 1];
      place = before_[place - 1];
    }
    return place;
  }

  // Where to look on: a place itself while it waits, else some place after it.
  std::vector<std::size_t> next_;
  // The same downwards, one more than the place; 0 is none.
  std::vector<std::size_t> before_;
  std::size_t waiting_ = 0;
};

} // namespace nplus1::detail
