// What the compiler offers, and which version of the runtime this is.
#pragma once

/// The version of the runtime: major * 10000 + minor * 100 + patch.
#define NPLUS1_VERSION 100

/// 1 if the translation unit is compiled with exceptions. Without them, the misuse that would throw
/// nplus1::error terminates the program after printing the same message.
#ifndef NPLUS1_EXCEPTIONS
#if defined(__cpp_exceptions) || defined(_CPPUNWIND)
#define NPLUS1_EXCEPTIONS 1
#else
#define NPLUS1_EXCEPTIONS 0
#endif
#endif
