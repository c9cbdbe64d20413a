// What the cases share. Each case is a function that prints; main.cpp runs each on
// its own and counts its queries.
#pragma once

#include "poco_models.h"

#include <ostream>
#include <string>
#include <vector>

using Orders = std::vector<shop::Order::Ptr>;
using shop::Context;

struct Case {
  const char *name;
  void (*run)(Context::Ptr context, std::ostream &out);
};

/// All orders, in the order of their keys.
Orders allOrders(Context::Ptr context);
/// The name of the order's item: a query, in another unit than the loops.
std::string nameOfItem(const shop::Order &order);

const std::vector<Case> &loopCases();
const std::vector<Case> &moreCases();
const std::vector<Case> &oddCases();
