#pragma once
#include <drogon/orm/Mapper.h>
