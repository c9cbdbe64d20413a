#pragma once

#include <odb/traits.hxx>

#include <iterator>
#include <vector>

namespace odb {

/// Single pass; an object is built when an iterator is dereferenced or loaded.
template <class T> class result {
public:
  using pointer_type = typename object_traits<T>::pointer_type;

  class iterator {
  public:
    using iterator_category = std::input_iterator_tag;
    using value_type = T;
    using difference_type = std::ptrdiff_t;
    using pointer = T *;
    using reference = T &;

    explicit iterator(const pointer_type *at) : at_(at) {}
    T &operator*() const { return **at_; }
    T *operator->() const { return &**at_; }
    pointer_type load() const { return *at_; }
    iterator &operator++() {
      ++at_;
      return *this;
    }
    void operator++(int) { ++at_; }
    friend bool operator==(const iterator &a, const iterator &b) { return a.at_ == b.at_; }
    friend bool operator!=(const iterator &a, const iterator &b) { return a.at_ != b.at_; }

  private:
    const pointer_type *at_;
  };

  explicit result(std::vector<pointer_type> rows) : rows_(std::move(rows)) {}
  iterator begin() { return iterator(rows_.data()); }
  iterator end() { return iterator(rows_.data() + rows_.size()); }

private:
  std::vector<pointer_type> rows_;
};

} // namespace odb
