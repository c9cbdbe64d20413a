#include "Reports.h"

#include <Shelf/Book.h>

#include <ostream>

using Poco::ActiveRecord::Context;

namespace Shelf {

void readingList(const Context::Ptr &context, const std::vector<Poco::Int64> &bookIDs,
                 std::ostream &out) {
  int place = 0;
  for (const auto id : bookIDs)
    out << ++place << ". " << Book::find(context, id)->title() << '\n';
}

} // namespace Shelf
