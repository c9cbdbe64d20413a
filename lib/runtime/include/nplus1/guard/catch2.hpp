// Query budgets for Catch2, version 2 or 3.
#pragma once

#include <nplus1/guard/query_guard.hpp>

#if __has_include(<catch2/catch_test_macros.hpp>)
#include <catch2/catch_test_macros.hpp>
#else
#include <catch2/catch.hpp>
#endif

#include <string>

/// Fails the test, without stopping it, if the rest of the scope runs more than `budget` queries on
/// `connection`.
#define NPLUS1_QUERY_BUDGET(connection, budget)                                                    \
  NPLUS1_QUERY_BUDGET_(connection, budget, __COUNTER__)
#define NPLUS1_QUERY_BUDGET_(connection, budget, id) NPLUS1_QUERY_BUDGET_2_(connection, budget, id)
#define NPLUS1_QUERY_BUDGET_2_(connection, budget, id)                                             \
  ::nplus1::query_guard nplus1_query_guard_##id(                                                   \
      (connection), (budget), [](const std::string &message) { FAIL_CHECK(message); })
