// error: nplus1: the rows are a temporary
#include "common.h"
std::vector<int> load();
auto items = nplus1::batch<Item>(db, load(), same);
