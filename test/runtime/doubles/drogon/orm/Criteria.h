#pragma once

#include <any>
#include <cassert>
#include <string>
#include <vector>

namespace drogon::orm {

enum class CompareOperator { EQ, NE, GT, GE, LT, LE, Like, NotLike, In, NotIn, IsNull, IsNotNull };

class Criteria {
public:
  template <class T>
  Criteria(const std::string &column, const CompareOperator &comparison, std::vector<T> &&values)
      : values_(std::move(values)) {
    assert(column == "id" && comparison == CompareOperator::In);
    (void)column;
    (void)comparison;
  }
  template <class T> const std::vector<T> &values() const {
    return std::any_cast<const std::vector<T> &>(values_);
  }

private:
  std::any values_;
};

} // namespace drogon::orm
