#pragma once
#include <odb/core.hxx>
