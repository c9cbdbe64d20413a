// error: nplus1: queries of this kind of connection cannot be counted
#include "common.h"
#include <nplus1/guard/query_guard.hpp>
Plain connection;
nplus1::query_log counted(connection);
