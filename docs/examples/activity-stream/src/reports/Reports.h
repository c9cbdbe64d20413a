#pragma once

#include <Poco/ActiveRecord/Context.h>
#include <Poco/Types.h>

#include <iosfwd>
#include <vector>

namespace Shelf {

/// Who did what to which book or movie, and where, newest first.
void activityStream(const Poco::ActiveRecord::Context::Ptr &context, std::ostream &out);

/// Every tag with the book or movie it is on, and who made that.
void taggedItems(const Poco::ActiveRecord::Context::Ptr &context, std::ostream &out);

/// The answers of the polls, each with its question.
void choices(const Poco::ActiveRecord::Context::Ptr &context, std::ostream &out);

/// The titles of some books, in the order given.
void readingList(const Poco::ActiveRecord::Context::Ptr &context,
                 const std::vector<Poco::Int64> &bookIDs, std::ostream &out);

/// All movies with their directors, by title.
void credits(const Poco::ActiveRecord::Context::Ptr &context, std::ostream &out);

/// All books with their authors, by title.
void catalogue(const Poco::ActiveRecord::Context::Ptr &context, std::ostream &out);

} // namespace Shelf
