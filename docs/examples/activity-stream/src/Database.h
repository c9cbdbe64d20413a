#pragma once

#include <Poco/ActiveRecord/Context.h>

namespace Shelf {

/// Opens a database in memory, creates its tables and fills them with the same
/// rows, about a thousand, every time.
Poco::ActiveRecord::Context::Ptr openSampleDatabase();

} // namespace Shelf
