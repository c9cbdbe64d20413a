#pragma once
#include "Poco/ActiveRecord/ActiveRecord.h"
