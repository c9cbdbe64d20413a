#include "Reports.h"

#include <Shelf/Choice.h>

#include <Poco/ActiveRecord/Query.h>

#include <ostream>

using Poco::ActiveRecord::Context;
using Poco::ActiveRecord::Query;

namespace Shelf {

void choices(const Context::Ptr &context, std::ostream &out) {
  const auto choices = Query<Choice>(context).orderBy("id").execute();
  for (const auto &choice : choices)
    out << choice->question()->text() << ' ' << choice->text() << '\n';
}

} // namespace Shelf
