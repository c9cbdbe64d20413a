// Query budgets for GoogleTest.
#pragma once

#include <nplus1/guard/query_guard.hpp>

#include <gtest/gtest.h>

#include <string>

/// Fails the test, without stopping it, if the rest of the scope runs more than `budget` queries on
/// `connection`:
///
///     {
///       NPLUS1_QUERY_BUDGET(context, 2);
///       printOrders(context);
///     }
#define NPLUS1_QUERY_BUDGET(connection, budget)                                                    \
  NPLUS1_QUERY_BUDGET_(connection, budget, __COUNTER__)
#define NPLUS1_QUERY_BUDGET_(connection, budget, id) NPLUS1_QUERY_BUDGET_2_(connection, budget, id)
#define NPLUS1_QUERY_BUDGET_2_(connection, budget, id)                                             \
  ::nplus1::query_guard nplus1_query_guard_##id(                                                   \
      (connection), (budget),                                                                      \
      [](const std::string &message) { ADD_FAILURE_AT(__FILE__, __LINE__) << message; })
