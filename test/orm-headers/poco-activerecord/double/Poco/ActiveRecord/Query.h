#pragma once
#include "Poco/ActiveRecord/ActiveRecord.h"

namespace Poco::ActiveRecord {
template <class ActRec> class Query {
public:
  explicit Query(Context::Ptr context);
  Query &where(const std::string &clause);
  Query &orderBy(const std::string &order);
  template <class T> Query &bind(const T &value);
  Query &offset(std::size_t offset);
  Query &limit(std::size_t limit);
  Query &filter(const std::function<bool(const ActRec &)> &fn);
  std::vector<typename ActRec::Ptr> execute();
  std::size_t totalResults() const;
  void reset();
};
} // namespace Poco::ActiveRecord
