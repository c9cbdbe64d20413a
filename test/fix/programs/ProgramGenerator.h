//===- ProgramGenerator.h - Small programs with N+1 queries ---------------===//
//
// Each program is a namespace with a function run(session, out) that loops over
// orders in one of the ways in which C++ loops are written, reads what orders
// lead to in several ways, and prints it. toy/shop.h has the tables.
//
//===----------------------------------------------------------------------===//
#pragma once

#include <random>
#include <string>

namespace nplus1 {

/// The text of namespace p<Number>. The same state of \p Random gives the same
/// program.
std::string generateProgram(unsigned Number, std::mt19937 &Random);

/// A unit with these programs, and a function programs<Number> that gives a list
/// of their run functions.
std::string generateUnit(unsigned Number, unsigned First, unsigned Count, std::mt19937 &Random);

} // namespace nplus1
